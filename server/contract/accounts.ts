import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { ROLES } from "../domain/names.ts";
import { MAY } from "../domain/permissions.ts";
import { PERSON_NUMBER } from "../domain/persons.ts";
import { NewPassword } from "./session.ts";

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._-]{1,39}$/,
    "2 至 40 位 a-z 0-9 . _ -，以字母或数字开头 | 2 to 40 of a-z 0-9 . _ - starting with a letter or digit",
  );

const DivisionCode = z.string().regex(/^[0-9]{6,12}$/);

export const Account = z.object({
  id: z.uuid(),
  username: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  divisionCode: z.string().nullable(),
  createdAt: z.string(),
  disabledAt: z.string().nullable(),
  /** Null for an account from before numbers were asked for; it counts as a person of its own. */
  personNumber: z.string().nullable(),
  /** User names of the same person's other accounts. */
  samePerson: z.array(z.string()),
});
export type Account = z.infer<typeof Account>;

/** As it is on the pass, in capitals; of outside staff with their unit before it, so that it is one person's alone. */
export const PersonNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(PERSON_NUMBER, "1 至 40 位 A-Z 0-9 . _ / - | 1 to 40 of A-Z 0-9 . _ / -");

const details = {
  displayName: z.string().trim().min(1).max(100),
  role: z.enum(ROLES),
  unitId: z.uuid().nullable(),
  divisionCode: DivisionCode.nullable(),
  personNumber: PersonNumber,
};

/** A unit's user without a unit would see nothing, and acting for nobody proves nothing. */
const actsForAUnit = (account: { role?: string | undefined; unitId?: string | null | undefined }) =>
  !["OWNER_UNIT", "STREET_DEPT", "CONTRACTOR"].includes(account.role ?? "") || account.unitId !== null;

export const NewAccount = z
  .strictObject({ username: Username, password: NewPassword, ...details })
  .partial({ unitId: true, divisionCode: true })
  .refine((account) => actsForAUnit({ ...account, unitId: account.unitId ?? null }), {
    path: ["unitId"],
    message: "this role acts for a unit",
  });
export type NewAccount = z.infer<typeof NewAccount>;

export const AccountChange = z
  .strictObject(details)
  .extend({ disabled: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, { message: "nothing to change" });
export type AccountChange = z.infer<typeof AccountChange>;

const one = z.object({ id: z.uuid() });

export const listAccounts = endpoint({
  name: "listAccounts",
  method: "GET",
  path: "/api/accounts",
  summary: "Accounts, by user name.",
  tag: "admin",
  access: MAY.manageAccounts,
  query: z.object({
    q: z.string().trim().max(64).optional(),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(Account), nextCursor: z.string().nullable() }),
});

export const addAccount = endpoint({
  name: "addAccount",
  method: "POST",
  path: "/api/accounts",
  summary: "Add an account.",
  tag: "admin",
  access: MAY.manageAccounts,
  body: NewAccount,
  status: 201,
  answer: Account,
});

export const changeAccount = endpoint({
  name: "changeAccount",
  method: "PATCH",
  path: "/api/accounts/:id",
  summary: "Change an account's role, unit or name, disable or enable it; its sessions end.",
  tag: "admin",
  access: MAY.manageAccounts,
  params: one,
  body: AccountChange,
  answer: Account,
});

export const resetPassword = endpoint({
  name: "resetPassword",
  method: "POST",
  path: "/api/accounts/:id/password",
  summary: "Set a new password for an account; its sessions end.",
  tag: "admin",
  access: MAY.manageAccounts,
  params: one,
  body: z.strictObject({ password: NewPassword }),
  status: 204,
  answer: z.undefined(),
});
