import type { CleanUpRow } from "../../server/contract/clean-up.ts";

/** As the server sees it: nobody is asked yet, and no backstop holds it. */
export function canOpen({
  ownershipStatus,
  inquiry,
}: Pick<CleanUpRow, "ownershipStatus" | "inquiry">): boolean {
  return inquiry === null && ownershipStatus !== "BACKSTOP";
}
