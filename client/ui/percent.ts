/** A probability as people read it: no model calls anything certain, and nothing that it names impossible. */
export function percentText(probability: number): string {
  const percent = Math.round(probability * 100);
  if (percent >= 100) return ">99%";
  return percent < 1 ? "<1%" : `${percent}%`;
}
