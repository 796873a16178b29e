import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { breachesIn } from "./breaches.ts";
import { importsOf } from "./imports.ts";
import { LAYERS } from "./layers.ts";
import { readSources } from "./read-sources.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The rules that one file breaks with one import in it (or with a line that is no import of a module). */
function refused(path: string, target: string): string[] {
  const line = target.endsWith(";") ? target : `import { b } from "${target}";`;
  return breachesIn(new Map([[path, line]])).map(({ rule }) => rule);
}

test("no file of the repository crosses a border", () => {
  expect(breachesIn(readSources(root))).toEqual([]);
});

describe("a planted breach is refused with its rule", () => {
  test.each([
    ["feature to feature", "server/cases/a.ts", "../inquiries/queries.ts", /another's commands\.ts/],
    [
      "a part of a feature to another feature",
      "server/registry/units/a.ts",
      "../../tiles/sets.ts",
      /another's commands\.ts/,
    ],
    ["plumbing to feature", "server/store/a.ts", "../cases/commands.ts", /imports no feature/],
    ["feature to jobs", "server/cases/a.ts", "../jobs/sweep.ts", /never jobs/],
    ["server to scripts", "server/cases/a.ts", "../../scripts/sample/seed.ts", /never jobs, scripts/],
    ["the server's top to client", "server/main.ts", "../client/routes.tsx", /without the client/],
    [
      "client feature to client feature",
      "client/audit/A.tsx",
      "../inquiries/InquiryPanel.tsx",
      /client feature imports no other/,
    ],
    [
      "client feature to the workbench above it",
      "client/cases/A.tsx",
      "../workbench/WorkbenchPage.tsx",
      /lies above it/,
    ],
    ["client plumbing to feature", "client/map/a.ts", "../cases/CasePanel.tsx", /The map is plumbing/],
    ["the client's calls to feature", "client/api/a.ts", "../claims/calls.ts", /imports none/],
    ["languages to the texts of features", "client/i18n/a.ts", "../texts/zh.ts", /above the features/],
    [
      "what features share to a feature",
      "client/matter/a.ts",
      "../cases/CasePanel.tsx",
      /imports none of them/,
    ],
    ["the frame to a feature", "client/shell/A.tsx", "../admin/AdminPage.tsx", /frame imports no feature/],
    ["a widget to a feature", "client/ui/A.tsx", "../cases/CasePanel.tsx", /A widget in ui/],
    ["a widget to the city", "client/ui/A.tsx", "../../server/domain/names.ts", /A widget in ui/],
    ["a widget to what features share", "client/ui/A.tsx", "../matter/StatusChip.tsx", /A widget in ui/],
    [
      "client to the server's inside",
      "client/cases/A.tsx",
      "../../server/store/append.ts",
      /only contract\/ and domain\//,
    ],
    [
      "client to scripts",
      "client/cases/A.tsx",
      "../../scripts/sample/seed.ts",
      /only contract\/ and domain\//,
    ],
    ["scripts to client", "scripts/bench/a.ts", "../../client/api/call.ts", /they do not import it/],
    ["the sample town to client", "scripts/sample/a.ts", "../../client/api/call.ts", /no client/],
    ["domain to contract", "server/domain/case/a.ts", "../../contract/cases.ts", /nothing but itself/],
    ["domain to a package", "server/domain/case/a.ts", "dayjs", /not even Node/],
    ["domain to Node", "server/domain/a.ts", "node:fs", /not even Node/],
    [
      "domain to a data file",
      "server/domain/a.ts",
      `const packs = new URL("../../data/reference/", import.meta.url);`,
      /nothing but itself/,
    ],
    ["contract to plumbing", "server/contract/a.ts", "../db/sql.ts", /the domain and nothing else/],
    ["contract to a package", "server/contract/a.ts", "dayjs", /zod and the domain/],
    [
      "a journey into a feature of the server",
      "client/journeys/a.browser.test.ts",
      "../../server/cases/commands.ts",
      /walks through its pages/,
    ],
    ["a folder that no layer holds", "server/helpers/a.ts", `export const b = 1;`, /no layer/],
    ["a folder of the client that no layer holds", "client/utils/a.ts", `export const b = 1;`, /no layer/],
  ])("%s", (_kind, path, target, rule) => {
    expect(refused(path, target)).toEqual([expect.stringMatching(rule)]);
  });

  test("a circle of two, of three, and one that is closed by a type alone", () => {
    const circle = (files: Record<string, string>) =>
      breachesIn(new Map(Object.entries(files))).map(({ where }) => where);
    expect(
      circle({
        "server/db/a.ts": `import { b } from "./b.ts";`,
        "server/db/b.ts": `import type { A } from "./a.ts";`,
      }),
    ).toEqual(["server/db/a.ts → server/db/b.ts → server/db/a.ts"]);
    expect(
      circle({
        "server/db/a.ts": `import { b } from "./b.ts";`,
        "server/db/b.ts": `export type A = typeof import("./c.ts").c;`,
        "server/db/c.ts": `export * from "./a.ts";`,
        "server/db/d.ts": `import { a } from "./a.ts";`,
      }),
    ).toHaveLength(1);
  });
});

describe("what the borders leave free", () => {
  test.each([
    ["another feature's commands", "server/cases/a.ts", "../inquiries/commands.ts"],
    ["the commands of a part of another feature", "server/cases/a.ts", "../registry/units/commands.ts"],
    ["the inside of the same feature", "server/registry/units/a.ts", "../queries.ts"],
    ["jobs to the inside of a feature", "server/jobs/a.ts", "../import/apply/recovery.ts"],
    [
      "a test of the server on the sample town",
      "server/cases/a.db.test.ts",
      "../../scripts/sample/testing/town.ts",
    ],
    ["a page that puts two features together", "client/AuditPage.tsx", "./inquiries/InquiryPanel.tsx"],
    ["a feature to what features share", "client/cases/A.tsx", "../matter/StatusChip.tsx"],
    [
      "data beside the code",
      "server/reference/a.ts",
      `const folder = new URL("../../data/reference/", import.meta.url);`,
    ],
  ])("%s", (_kind, path, target) => {
    expect(refused(path, target)).toEqual([]);
  });
});

describe("an import is seen however it is written", () => {
  test.each([
    [`import "./b.ts";`],
    [`import {\n  one,\n  two,\n} from "./b.ts";`],
    [`import type { B } from './b.ts';`],
    [`export { b } from "./b.ts";`],
    [`export * from "./b.ts";`],
    [`const { b } = await import("./b.ts");`],
    ["const { b } = await import(`./b.ts`);"],
    [`type B = keyof typeof import("./b.ts").B;`],
    [`vi.mock("./b.ts");`],
    [`new Worker(new URL("./b.ts", import.meta.url));`],
    [`import url from "./b.ts?worker&url";`],
    [`const glob = "server/**/*.ts";\nimport { b } from "./b.ts";\nconst other = "a/*/b";`],
    [`@import "./b.ts";`],
  ])("%s", (text) => {
    expect(importsOf("server/db/a.ts", text)).toEqual([{ kind: "file", name: "server/db/b.ts" }]);
  });

  test("but not in a comment or a sentence", () => {
    expect(importsOf("a.ts", `/**\n * import { b } from "./b.ts"\n */\n// import "./c.ts"\n`)).toEqual([]);
    expect(importsOf("a.ts", 'const text = "from `Last-Event-ID` on";')).toEqual([]);
  });
});

test("every layer that one may import is in the table", () => {
  const names = LAYERS.map(({ name }) => name);
  for (const { imports, tests = [] } of LAYERS)
    expect(names).toEqual(expect.arrayContaining([...imports, ...tests]));
});
