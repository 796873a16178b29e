import { z } from "zod";
import { Id } from "../../arguments.ts";
import { refuse } from "../../decision.ts";
import { MAP_CONTRADICTIONS } from "../../names.ts";
import { explained } from "../../requirements.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { mapAgainst } from "../premises.ts";
import { ASKING, SEAT } from "../steps.ts";

/** Public ground, or inside a compound? Against the map only with a reason, which whoever signs reads (docs/domain.md#guard-3). */
export const checkParcel = inquiryCommand("CHECK_PARCEL", {
  args: {
    result: z.enum(["PUBLIC", "PRIVATE"]),
    areaId: Id.nullable().default(null),
    reasonCode: z.enum(MAP_CONTRADICTIONS).optional(),
  },
  from: ASKING,
  roles: ["STREET_DEPT", "CONVENER", ...SEAT],
  decide: (_inquiry, { result, areaId, reasonCode }, { premises, notes }) => {
    const contradicts = premises && mapAgainst({ result, areaId }, premises);
    if (!contradicts) return oneInquiryEvent("PARCEL_CHECKED", { result, areaId });
    if (!reasonCode || !explained(notes)) return refuse("MAP_CONTRADICTED");
    return oneInquiryEvent("PARCEL_CHECKED", { result, areaId, contradicts, reasonCode });
  },
});
