/** Fewer characters than this explain nothing; of Chinese half of them say as much. */
export const EXPLANATION_LENGTH = 10;
const CHINESE_LENGTH = EXPLANATION_LENGTH / 2;

/** Whether a text says something: where a reason must be written, a keystroke is none. */
export function enoughSaid(text: string | null | undefined): boolean {
  const said = text?.trim() ?? "";
  return said.length >= EXPLANATION_LENGTH || (said.match(/\p{Script=Han}/gu)?.length ?? 0) >= CHINESE_LENGTH;
}
