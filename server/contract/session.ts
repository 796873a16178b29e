import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { ROLES } from "../domain/names.ts";
import { MAY, type Permission } from "../domain/permissions.ts";

export const Language = z.enum(["zh-CN", "en"]);

export const SignedIn = z.object({
  accountId: z.uuid(),
  username: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  unit: z.object({ id: z.uuid(), nameZh: z.string(), nameEn: z.string(), unitType: z.string() }).nullable(),
  divisionCode: z.string().nullable(),
  language: Language,
  /** All accounts of the person, this one among them: what takes two persons is not offered to the same one twice. */
  personAccountIds: z.array(z.uuid()),
});
export type SignedIn = z.infer<typeof SignedIn>;

export const Session = z.object({
  /** Null for a visitor. */
  account: SignedIn.nullable(),
  /** What the role may do at all (`domain/permissions.ts`); what it may do with one case is the case's own table. */
  permissions: z.array(z.enum(Object.keys(MAY) as Permission[])),
  /** The sample town was seeded here, and with it the demo accounts. */
  sample: z.boolean(),
});
export type Session = z.infer<typeof Session>;

/** Long enough for a sentence; NIST SP 800-63B asks for 64 at least and no rules of composition. */
export const NewPassword = z.string().min(10, "at least 10 characters").max(200);

export const readSession = endpoint({
  name: "readSession",
  method: "GET",
  path: "/api/session",
  summary: "Who am I, and which operations may I call?",
  tag: "session",
  access: "PUBLIC",
  answer: Session,
});

export const signIn = endpoint({
  name: "signIn",
  method: "POST",
  path: "/api/session",
  summary: "Sign in; sets the session cookie that everything else uses.",
  tag: "session",
  access: "PUBLIC",
  idempotency: "NONE",
  body: z.strictObject({ username: z.string().trim().min(1).max(64), password: z.string().min(1).max(200) }),
  answer: Session,
});

export const signOut = endpoint({
  name: "signOut",
  method: "DELETE",
  path: "/api/session",
  summary: "Sign out; the session ends at once.",
  tag: "session",
  access: "PUBLIC",
  idempotency: "NONE",
  status: 204,
  answer: z.undefined(),
});

export const changeLanguage = endpoint({
  name: "changeLanguage",
  method: "PUT",
  path: "/api/session/language",
  summary: "Choose the language I work in.",
  tag: "session",
  access: "SIGNED_IN",
  body: z.strictObject({ language: Language }),
  answer: SignedIn,
});

export const changeOwnPassword = endpoint({
  name: "changeOwnPassword",
  method: "POST",
  path: "/api/session/password",
  summary: "Change my own password; my other sessions end.",
  tag: "session",
  access: "SIGNED_IN",
  body: z.strictObject({ currentPassword: z.string().min(1).max(200), newPassword: NewPassword }),
  status: 204,
  answer: z.undefined(),
});
