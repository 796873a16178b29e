/** Seconds that `work` took. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** The 95th percentile of how long each of `runs` took, in milliseconds; the first few warm up and do not count. */
export async function p95(runs: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = -5; n < runs; n++) {
    const time = await seconds(() => work(Math.abs(n)));
    if (n >= 0) times.push(time * 1000);
  }
  times.sort((one, other) => one - other);
  return times[Math.floor(times.length * 0.95)] ?? Number.NaN;
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
