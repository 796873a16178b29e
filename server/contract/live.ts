import { z } from "zod";
import { STREAM_KINDS } from "../domain/names.ts";
import { endpoint } from "./endpoint.ts";

/**
 * One thing that happened, as the live stream tells it: enough to know what to read again, and no personal data. `idx` is
 * the place in the history's log and the only cursor there is: dense, in commit order, the same for everybody.
 */
export const Happened = z.object({
  idx: z.int(),
  kind: z.string(),
  streamKind: z.enum(STREAM_KINDS),
  streamId: z.uuid(),
  componentId: z.uuid().nullable(),
  divisionCode: z.string().nullable(),
});
export type Happened = z.infer<typeof Happened>;

/** By how much the registry's time is ahead of the machine's: told at the beginning, and whenever a training clock is moved. */
export const ClockTold = z.object({ aheadMs: z.int() });
export type ClockTold = z.infer<typeof ClockTold>;

export const live = endpoint({
  name: "live",
  method: "GET",
  path: "/api/live",
  summary:
    "Server-sent events (`event: happened`, data as Happened): what changes and the viewer may see, from `Last-Event-ID` (or `from`) on. " +
    "Without a cursor it starts now. `event: clock` (ClockTold) says what time it is in a training town. `event: behind` says that too much was missed: read everything again.",
  tag: "live",
  access: "SIGNED_IN",
  contentType: "text/event-stream",
  query: z.object({ from: z.coerce.number().int().min(0).optional() }),
  answer: z.undefined(),
});
