import type { Decision } from "../../decision.ts";
import { oneInquiryEvent } from "../declare.ts";
import type { InquiryEvent } from "../events.ts";
import { inquiryOpen, type Inquiry } from "../state.ts";

/** What becomes of an inquiry whose provisional component turns out to be a registered one, and of its undoing. */

const NOTHING: Decision<InquiryEvent> = { events: [] };

/** It goes to the other component as it is: whoever was asked stays asked, and every clock runs on. */
export function move(inquiry: Inquiry, { to }: { readonly to: string }): Decision<InquiryEvent> {
  return inquiry.componentId === to
    ? NOTHING
    : oneInquiryEvent("INQUIRY_MOVED", { fromComponentId: inquiry.componentId, toComponentId: to });
}

/** The question is asked there already: it goes on there, and here it is over. */
export function absorb(inquiry: Inquiry, { into }: { readonly into: string }): Decision<InquiryEvent> {
  return inquiryOpen(inquiry) ? oneInquiryEvent("INQUIRY_ABSORBED", { into }) : NOTHING;
}

/** It was another thing after all: the question is open again, with the clocks that it had. */
export function separate(inquiry: Inquiry, _nothing: object): Decision<InquiryEvent> {
  return inquiry.absorbed ? oneInquiryEvent("INQUIRY_SEPARATED", { outOf: inquiry.absorbed.into }) : NOTHING;
}
