import { useQuery } from "@tanstack/react-query";
import { caseHistory } from "../../../server/contract/cases.ts";
import { inquiryHistory } from "../../../server/contract/inquiries.ts";
import { call } from "../../api/call.ts";
import { keyOf } from "../../api/keys.ts";
import { useMay } from "../../api/session.ts";
import type { Histories } from "./case-lane.ts";

/** A page of this length holds the whole history of all but the strangest matters. */
const WHOLE = 200;

/**
 * The histories of a case and an inquiry, so that the picture shows every state they passed through. Nothing while they are on
 * their way, where they are longer than a page, and for whoever may not read them: then the milestones of the file are shown.
 */
export function useHistories(caseId: string | null, inquiryId: string | null): Histories {
  const may = useMay();
  const file = useQuery({
    queryKey: keyOf(caseHistory, { id: caseId, whole: true }),
    queryFn: ({ signal }) =>
      call(caseHistory, { params: { id: caseId ?? "" }, query: { limit: WHOLE }, signal }),
    enabled: caseId !== null && may("seeCases"),
  }).data;
  const inquiry = useQuery({
    queryKey: keyOf(inquiryHistory, { id: inquiryId, whole: true }),
    queryFn: ({ signal }) =>
      call(inquiryHistory, { params: { id: inquiryId ?? "" }, query: { limit: WHOLE }, signal }),
    enabled: inquiryId !== null && may("readHistory"),
  }).data;
  return {
    file: file?.nextCursor === null ? file.items.filter(({ streamId }) => streamId === caseId) : undefined,
    inquiry:
      inquiry?.nextCursor === null
        ? inquiry.items.filter(({ streamId }) => streamId === inquiryId)
        : undefined,
  };
}
