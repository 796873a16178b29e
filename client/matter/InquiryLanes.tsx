import type { InquiryDetail } from "../../server/contract/inquiries.ts";
import { useCase } from "../api/cases.ts";
import { lanesOfCase } from "./lanes/case-lane.ts";
import { lanesOfInquiry } from "./lanes/inquiry-lane.ts";
import { useHistories } from "./lanes/use-histories.ts";
import { useNow } from "../ui/now.ts";
import { TwoLanes } from "./TwoLanes.tsx";

/** Both lanes of an inquiry: above it stands the case that opened it, where there is one and the reader may see it. */
export function InquiryLanes({
  inquiry,
  size = "large",
}: {
  inquiry: InquiryDetail;
  size?: "large" | "print";
}) {
  const now = useNow();
  const above = inquiry.cases.find(({ open }) => open) ?? inquiry.cases.at(-1) ?? null;
  const file = useCase(above?.id ?? null).data;
  const histories = useHistories(above?.id ?? null, inquiry.id);
  return (
    <TwoLanes
      size={size}
      picture={
        file ? lanesOfCase(file, inquiry, now, histories) : lanesOfInquiry(inquiry, now, histories.inquiry)
      }
    />
  );
}
