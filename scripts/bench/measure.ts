/** Seconds that `work` took. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/**
 * The 95th percentile of how long each of `runs` took, in milliseconds, for two ways of doing the same, in turns: whatever
 * else the machine does meets both alike. The first few warm up and do not count.
 */
export async function p95s(
  runs: number,
  ours: (n: number) => Promise<unknown>,
  bare: (n: number) => Promise<unknown>,
): Promise<[ours: number, bare: number]> {
  const times: [number[], number[]] = [[], []];
  for (let n = -5; n < runs; n++) {
    const took = [await seconds(() => ours(Math.abs(n))), await seconds(() => bare(Math.abs(n)))] as const;
    if (n < 0) continue;
    times[0].push(took[0] * 1000);
    times[1].push(took[1] * 1000);
  }
  return [percentile(times[0], 0.95), percentile(times[1], 0.95)];
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

/** `parallel` workers share `count` pieces of work. */
export async function share(
  count: number,
  parallel: number,
  work: (n: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (next < count) await work(next++);
    }),
  );
}

export interface Ratio {
  readonly name: string;
  readonly ratio: number;
  readonly aim: string;
  readonly holds: boolean;
  readonly figures: string;
}

export function print(ratios: readonly Ratio[]): void {
  for (const { name, ratio, aim, holds, figures } of ratios) {
    console.log(
      `${holds ? "✓" : "✗"} ${name.padEnd(44)} ${ratio.toFixed(2).padStart(6)}  (aim ${aim})  ${figures}`,
    );
  }
}
