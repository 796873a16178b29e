import type { Role } from "../domain/names.ts";

/** Who is asking: read from the session on every request, never from anything the client says. */
export interface Viewer {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** The unit an OWNER_UNIT, STREET_DEPT or CONTRACTOR account acts for. */
  readonly unitId: string | null;
  readonly divisionCode: string | null;
  /** All accounts of the person, this one among them; empty while nobody has said who it is. */
  readonly personAccountIds?: readonly string[] | undefined;
}
