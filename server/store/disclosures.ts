import { z } from "zod";

/** Salt, name, text. */
const Disclosure = z.tuple([z.string(), z.string(), z.string()]);

/** The texts beside an event that were not erased, by their names. */
export function textsOf(disclosures: readonly string[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const disclosure of disclosures) {
    const parsed = Disclosure.safeParse(JSON.parse(Buffer.from(disclosure, "base64url").toString("utf8")));
    if (parsed.success) texts[parsed.data[1]] = parsed.data[2];
  }
  return texts;
}
