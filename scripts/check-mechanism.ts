/**
 * `npm run check:mechanism`: looks for every way round the mechanism. Its states are enumerated from dossiers of each kind, nearest
 * first, by everything that anybody may do, sensible or not, and by time; then lives are lived at random, far deeper. What breaks
 * a rule is told as the shortest story. `--minutes N` searches longer, `--seed N` lives other lives.
 */
import { parseArgs } from "node:util";
import { searchBreadth } from "./mechanism/breadth.ts";
import { Ends } from "./mechanism/ends.ts";
import { Findings, type Finding } from "./mechanism/findings.ts";
import { ALL_NEVER } from "./mechanism/never/all.ts";
import { Offers, type Slice } from "./mechanism/offers.ts";
import { startsOf } from "./mechanism/starts.ts";
import { story } from "./mechanism/story.ts";
import { walk } from "./mechanism/walks.ts";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "1.5" }, seed: { type: "string", default: "1" } },
});
const began = performance.now();
const whole = Number(values.minutes) * 60_000;
const offers = new Offers();
const searched = { offers, never: ALL_NEVER, ends: new Ends(offers), findings: new Findings() };
const starts = startsOf(offers);
console.log(`${starts.length} dossiers to begin from, ${ALL_NEVER.length} rules`);

/** Each part may go on until this much of the time is over. */
const PARTS: readonly (readonly [Slice, number])[] = [
  ["safety", 0.2],
  ["ownership", 0.45],
  ["everything", 0.7],
];
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
for (const [slice, share] of PARTS) {
  const since = performance.now();
  const { states, transitions, depth, wholeDepth } = searchBreadth(
    starts,
    slice,
    began + share * whole,
    searched,
  );
  console.log(
    `breadth, ${slice}: ${states} states, ${transitions} transitions, depth ${depth} (all within ${wholeDepth}), ${seconds(since)}`,
  );
}
const since = performance.now();
const walked = walk(starts, Number(values.seed), began + whole, searched);
console.log(
  `walks from seed ${values.seed}: ${walked.walks} lives, ${walked.transitions} transitions, up to ${walked.depth} steps, ${seconds(since)}`,
);

function tell({ rule, said, start, moves, times }: Finding): void {
  console.log(`\n✗ ${rule}\n  ${said} (seen ${times} times, ${moves.length} steps)\n  from ${start.name}:`);
  for (const line of story(start.life, moves)) console.log(`    ${line}`);
}
const found = searched.findings.all.toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
for (const finding of found) tell(finding);
const cpu = process.cpuUsage();
console.log(`${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of processor time`);
console.log(
  `\n${found.length} ways to break ${new Set(found.map(({ rule }) => rule)).size} rules, ${seconds(began)}`,
);
process.exitCode = found.length > 0 ? 1 : 0;
