import { circlesIn } from "./circles.ts";
import { importsOf, type Named } from "./imports.ts";
import { LAYERS, type Layer } from "./layers.ts";

export interface Breach {
  readonly rule: string;
  /** Who imports whom, as a reader finds it. */
  readonly where: string;
}

const CIRCLE = "Files import each other in a circle: move what they share below them.";
const HOMELESS = "This folder lies in no layer: give it a line in scripts/borders/layers.ts.";
const CODE = /\.(ts|tsx|css|js)$/;
const TEST = /\.test\.tsx?$|\/testing[a-z-]*\.ts$|\/(testing|fault-tests)\//;

/** Everything in these files (path from the root, text) that the table of layers refuses. */
export function breachesIn(files: ReadonlyMap<string, string>): Breach[] {
  const named = new Map([...files].map(([path, text]) => [path, importsOf(path, text)]));
  const breaches: Breach[] = [];
  for (const [path, targets] of named) {
    const layer = layerOf(path);
    if (layer === null) breaches.push({ rule: HOMELESS, where: path });
    else
      for (const target of targets) {
        const rule = refusal(path, layer, target);
        if (rule !== null) breaches.push({ rule, where: `${path} → ${target.name}` });
      }
  }
  const graph = new Map(
    [...named].map(([path, targets]) => [
      path,
      targets.filter(({ kind, name }) => kind === "file" && named.has(name)).map(({ name }) => name),
    ]),
  );
  for (const circle of circlesIn(graph)) breaches.push({ rule: CIRCLE, where: circle.join(" → ") });
  return breaches;
}

/** Why a file of this layer may not name that target; null where it may. */
function refusal(path: string, layer: Layer, target: Named): string | null {
  const tested = TEST.test(path);
  if (target.kind === "package") {
    const { packages } = layer;
    return !packages || tested || packages.only.includes(target.name) ? null : packages.rule;
  }
  const other = CODE.test(target.name) ? layerOf(target.name) : null;
  // Data, package.json and the like lie in no layer: open to all but those who may use no package either.
  if (other === null) return layer.packages && !tested ? layer.rule : null;
  if (other === layer) {
    const { apart } = layer;
    if (!apart || tested || folderOf(path, layer) === folderOf(target.name, layer)) return null;
    return apart.door?.test(target.name) ? null : apart.rule;
  }
  const allowed = tested && layer.tests ? [...layer.imports, ...layer.tests] : layer.imports;
  return allowed.includes(other.name) ? null : layer.rule;
}

function layerOf(path: string): Layer | null {
  let best: { layer: Layer; length: number } | null = null;
  for (const layer of LAYERS) {
    const length = folderOf(path, layer)?.length ?? 0;
    if (length > (best?.length ?? 0)) best = { layer, length };
  }
  return best?.layer ?? null;
}

/** The longest folder of the layer that the file lies in. `server/` itself means its own files, not what lies deeper. */
function folderOf(path: string, { holds }: Layer): string | null {
  const fits = holds.filter((folder) =>
    TOP.has(folder) ? path.slice(0, path.lastIndexOf("/") + 1) === folder : path.startsWith(folder),
  );
  return fits.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** Where a file may lie directly; a folder in them needs a line of its own. Scripts have folders as they please. */
const TOP: ReadonlySet<string> = new Set(["server/", "client/"]);
