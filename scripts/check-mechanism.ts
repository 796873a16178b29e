/**
 * `npm run check:mechanism`: looks for every way round the mechanism. Its states are enumerated from dossiers of each kind, nearest
 * first, by everything that anybody may do, sensible or not, and by time; then lives are lived at random, far deeper. What breaks
 * a rule is told as the shortest story.
 *
 *   --minutes N     search for so long at most             --seed N    live other lives
 *   --transitions N stop after so many, the same on every machine
 *   --plant NAME    with this fault in the rules           --plants    with each fault in turn: is it found?
 *   --states N      fail where fewer states were seen
 */
import { parseArgs } from "node:util";
import type { Finding } from "./mechanism/findings.ts";
import type { Plant } from "./mechanism/plants/kit.ts";
import { PLANTS } from "./mechanism/plants/plants.ts";
import { prepared, search, type Report, type Search } from "./mechanism/search.ts";
import { story } from "./mechanism/story.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1.5" },
    transitions: { type: "string", default: "Infinity" },
    seed: { type: "string", default: "1" },
    states: { type: "string", default: "0" },
    plant: { type: "string" },
    plants: { type: "boolean", default: false },
  },
});
const bounds = { ms: Number(values.minutes) * 60_000, transitions: Number(values.transitions) };
const seed = Number(values.seed);
const began = performance.now();

process.exitCode = values.plants ? allPlants() : onePlant(PLANTS.find(({ name }) => name === values.plant));

function onePlant(plant: Plant | undefined): number {
  if (values.plant && !plant) {
    console.error(`No fault is called ${values.plant}: ${PLANTS.map(({ name }) => name).join(", ")}`);
    return 2;
  }
  if (plant) console.log(`planted: ${plant.fault}`);
  plant?.plant();
  const searched = prepared();
  console.log(`${searched.starts.length} dossiers to begin from, ${searched.never.length} rules`);
  const report = search(searched, bounds, seed);
  tellReach(report);
  return tellFindings(searched, report);
}

/** Each fault alone, only until it is found; a line for each. */
function allPlants(): number {
  let missed = 0;
  for (const { name, fault, plant } of PLANTS) {
    const undo = plant();
    const since = performance.now();
    const searched = prepared();
    search(searched, bounds, seed, true);
    undo();
    const [found] = searched.findings.all;
    if (!found) missed++;
    const how = found ? `${found.moves.length} steps | ${found.rule}` : "NOT FOUND |";
    console.log(`${name} | ${fault} | ${how} | ${((performance.now() - since) / 1000).toFixed(1)} s`);
    if (found) for (const line of story(found.start.life, found.moves)) console.log(`    ${line}`);
  }
  console.log(`${PLANTS.length - missed} of ${PLANTS.length} planted faults found`);
  return missed > 0 ? 1 : 0;
}

function tellReach({ breadth, walks }: Report): void {
  for (const { slice, states, transitions, depth, wholeDepth, seconds } of breadth)
    console.log(
      `breadth, ${slice}: ${states} states, ${transitions} transitions, depth ${depth} (all within ${wholeDepth}), ${seconds.toFixed(1)} s`,
    );
  const { walks: lives, transitions, depth, seconds } = walks;
  console.log(
    `walks from seed ${seed}: ${lives} lives, ${transitions} transitions, up to ${depth} steps, ${seconds.toFixed(1)} s`,
  );
}

function tellFindings({ findings }: Search, { breadth }: Report): number {
  const found = findings.all.toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
  for (const finding of found) tell(finding);
  const states = breadth.reduce((sum, reach) => sum + reach.states, 0);
  const cpu = process.cpuUsage();
  console.log(
    `\n${found.length} ways to break ${new Set(found.map(({ rule }) => rule)).size} rules; ` +
      `${((performance.now() - began) / 1000).toFixed(1)} s by the clock, ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of a processor`,
  );
  const tooFew = states < Number(values.states);
  if (tooFew) console.log(`Only ${states} states were seen: that is no search.`);
  return found.length > 0 || tooFew ? 1 : 0;
}

function tell({ rule, said, start, moves, times }: Finding): void {
  console.log(`\n✗ ${rule}\n  ${said} (seen ${times} times, ${moves.length} steps)\n  from ${start.name}:`);
  for (const line of story(start.life, moves)) console.log(`    ${line}`);
}
