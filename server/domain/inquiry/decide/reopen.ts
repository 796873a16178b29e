import { inquiryCommand } from "../declare.ts";
import { reopened } from "../rounds.ts";

export const reopen = inquiryCommand("REOPEN", {
  args: {},
  from: ["DETERMINED", "BACKSTOP", "SEALED", "PRIVATE"],
  roles: ["CONVENER", "SHIFT_LEAD"],
  decide: (inquiry, _args, facts) => ({ events: reopened(inquiry, "NEW_EVIDENCE", facts) }),
});
