/**
 * The one table of which folder may import which. Where a file lies decides its layer; a folder that lies in none is refused, so
 * that a new one gets its line here. An import within a layer is free unless the layer keeps its folders `apart`.
 */
export interface Layer {
  readonly name: string;
  /** Folders (with a slash at their end) and single files. The longest that fits decides. */
  readonly holds: readonly string[];
  /** What it may import besides itself. Always the whole list: nothing is inherited. */
  readonly imports: readonly string[];
  /** The sentence that refuses everything else. */
  readonly rule: string;
  /** Each folder that it holds is a unit of its own: one reaches another only through its door, or not at all where none is named. */
  readonly apart?: { readonly rule: string; readonly door?: RegExp };
  /** Packages that it may use, where not any. */
  readonly packages?: { readonly only: readonly string[]; readonly rule: string };
  /** What its tests (and the helpers of tests) may import besides; a server's test plays on the sample town. */
  readonly tests?: readonly string[];
}

const PLUMBING = ["domain", "contract", "plumbing"];
const BELOW_FEATURES = ["domain", "contract", "i18n", "widgets", "api", "map", "matter"];
const SERVER_TESTS = ["domain", "contract", "plumbing", "features", "jobs", "server", "sample"];

export const LAYERS: readonly Layer[] = [
  {
    name: "domain",
    holds: ["server/domain/"],
    imports: [],
    rule: "The domain imports nothing but itself.",
    packages: {
      only: ["zod"],
      rule: "The domain imports nothing but itself, and zod for the arguments of its commands; not even Node's own.",
    },
    tests: SERVER_TESTS,
  },
  {
    name: "contract",
    holds: ["server/contract/"],
    imports: ["domain"],
    rule: "The contract imports the domain and nothing else of ours.",
    packages: { only: ["zod"], rule: "The contract is zod and the domain; browsers load it too." },
    tests: SERVER_TESTS,
  },
  {
    name: "plumbing",
    holds: [
      "server/clock.ts",
      ...["db", "store", "http", "access", "auth", "reference", "live"].map((name) => `server/${name}/`),
    ],
    imports: ["domain", "contract"],
    rule: "Plumbing (db, store, http, access, auth, reference, live) imports no feature.",
    tests: SERVER_TESTS,
  },
  {
    name: "features",
    holds: ["registry", "cases", "inquiries", "inference", "audit", "tiles", "import", "training"].map(
      (name) => `server/${name}/`,
    ),
    imports: PLUMBING,
    rule: "A feature imports plumbing, contract and domain; never jobs, scripts, the client, or what puts the server together.",
    apart: { rule: "A feature calls another's commands.ts, nothing else of it.", door: /\/commands\.ts$/ },
    tests: SERVER_TESTS,
  },
  {
    name: "jobs",
    holds: ["server/jobs/"],
    imports: [...PLUMBING, "features"],
    rule: "Jobs call the server's features, never scripts or the client.",
    tests: SERVER_TESTS,
  },
  {
    name: "server",
    holds: ["server/", "server/fault-tests/"],
    imports: [...PLUMBING, "features", "jobs"],
    rule: "The server runs without scripts and without the client; only its tests use scripts/sample.",
    tests: SERVER_TESTS,
  },
  {
    name: "sample",
    holds: ["scripts/sample/"],
    imports: [...PLUMBING, "features", "jobs", "server"],
    rule: "The sample town is written by the server's own functions and knows no other script and no client.",
  },
  {
    name: "mechanism",
    holds: ["scripts/mechanism/"],
    imports: ["domain"],
    rule: "The search of the mechanism knows the domain alone: what it finds is the rules' own, not the server's.",
  },
  {
    name: "scripts",
    holds: ["scripts/"],
    imports: [...PLUMBING, "features", "jobs", "server", "sample", "mechanism"],
    rule: "Scripts know the client by its folder only: they build it, they do not import it.",
  },
  {
    name: "i18n",
    holds: ["client/i18n/"],
    imports: [],
    rule: "i18n/ is the mechanism of languages; whose texts there are is said above the features, in texts/.",
  },
  {
    name: "widgets",
    holds: ["client/ui/"],
    imports: ["i18n"],
    rule: "A widget in ui/ knows neither the server nor the city nor a feature; what does lies in matter/.",
  },
  {
    name: "api",
    holds: ["client/api/"],
    imports: ["domain", "contract", "i18n", "widgets"],
    rule: "api/ asks the server for every feature and imports none.",
  },
  {
    name: "map",
    holds: ["client/map/"],
    imports: ["domain", "contract", "i18n", "widgets", "api"],
    rule: "The map is plumbing: what to show and what a click means is handed in by the feature.",
  },
  {
    name: "matter",
    holds: ["client/matter/"],
    imports: ["domain", "contract", "i18n", "widgets", "api", "map"],
    rule: "matter/ is what features share, so it imports none of them.",
  },
  {
    name: "shell",
    holds: ["client/shell/"],
    imports: BELOW_FEATURES,
    rule: "The frame imports no feature: routes.tsx puts pages into it.",
  },
  {
    name: "pages",
    holds: ["cases", "inquiries", "claims", "clean-up", "audit", "insight", "field", "admin", "registry"].map(
      (name) => `client/${name}/`,
    ),
    imports: BELOW_FEATURES,
    rule: "The client sees only contract/ and domain/ of the server, and a feature nothing of what lies above it.",
    apart: {
      rule: "A client feature imports no other: what two share moves to matter/, or a page at the root puts them together.",
    },
  },
  {
    name: "workbench",
    holds: ["client/workbench/"],
    imports: [...BELOW_FEATURES, "pages"],
    rule: "The workbench puts features together; it sees only contract/ and domain/ of the server.",
  },
  {
    name: "client",
    holds: ["client/", "client/texts/"],
    imports: [...BELOW_FEATURES, "shell", "pages", "workbench"],
    rule: "The client sees only contract/ and domain/ of the server.",
  },
  {
    name: "journeys",
    holds: ["client/journeys/"],
    imports: [
      ...BELOW_FEATURES,
      "shell",
      "pages",
      "workbench",
      "client",
      "plumbing",
      "server",
      "sample",
      "scripts",
    ],
    rule: "A journey starts the server from outside and walks through its pages; it reaches into no feature of the server.",
  },
];
