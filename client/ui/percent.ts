/** A probability as people read it: what is not quite certain is not called certain, what is not impossible not nothing. */
export function percentText(probability: number): string {
  const percent = Math.round(probability * 100);
  if (percent >= 100 && probability < 1) return ">99%";
  if (percent < 1 && probability > 0) return "<1%";
  return `${percent}%`;
}
