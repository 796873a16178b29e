import { useQuery } from "@tanstack/react-query";
import { getInquiry } from "../../server/contract/inquiries.ts";
import { call } from "./call.ts";
import { keyOf } from "./keys.ts";

export function useInquiry(id: string | null, enabled = true) {
  return useQuery({
    queryKey: keyOf(getInquiry, { id }),
    queryFn: ({ signal }) => call(getInquiry, { params: { id: id ?? "" }, signal }),
    enabled: enabled && id !== null,
  });
}
