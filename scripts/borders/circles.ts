/**
 * One way round for every knot of files that reach each other: the shortest, with its beginning repeated at the end. Types
 * count: a type that lies in the file that uses it is what circles are made of.
 */
export function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const seen = new Set<string>();
  for (const start of graph.keys()) {
    if (seen.has(start)) continue;
    const circle = wayBack(graph, start);
    if (circle === null) continue;
    circles.push(circle);
    // The whole knot is told once: cut in one place, it is looked at again.
    const after = reachable(graph, start);
    for (const file of after) if (reachable(graph, file).has(start)) seen.add(file);
  }
  return circles;
}

/** Breadth first, so the first way found back to the start is the shortest. */
function wayBack(graph: ReadonlyMap<string, readonly string[]>, start: string): string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const file of queue) {
    for (const next of graph.get(file) ?? []) {
      if (next === start) return [...stepsTo(file, start, cameFrom), start];
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      queue.push(next);
    }
  }
  return null;
}

function stepsTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const steps = [end];
  while (steps[0] !== start) steps.unshift(cameFrom.get(steps[0] ?? start) ?? start);
  return steps;
}

function reachable(graph: ReadonlyMap<string, readonly string[]>, start: string): Set<string> {
  const found = new Set<string>();
  const queue = [start];
  for (const file of queue) {
    for (const next of graph.get(file) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      queue.push(next);
    }
  }
  return found;
}
