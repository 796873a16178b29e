import { z } from "zod";
import { Id } from "../../arguments.ts";
import { inquiryCommand, oneInquiryEvent } from "../declare.ts";
import { ASKING, SEAT } from "../steps.ts";

/** Public ground, or inside a compound? */
export const checkParcel = inquiryCommand("CHECK_PARCEL", {
  args: { result: z.enum(["PUBLIC", "PRIVATE"]), areaId: Id.nullable().default(null) },
  from: ASKING,
  roles: ["STREET_DEPT", "CONVENER", ...SEAT],
  decide: (_inquiry, { result, areaId }) => oneInquiryEvent("PARCEL_CHECKED", { result, areaId }),
});
