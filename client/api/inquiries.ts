import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getInquiry, openInquiry } from "../../server/contract/inquiries.ts";
import { getComponent } from "../../server/contract/registry.ts";
import { call } from "./call.ts";
import { keyOf } from "./keys.ts";

export function useInquiry(id: string | null, enabled = true) {
  return useQuery({
    queryKey: keyOf(getInquiry, { id }),
    queryFn: ({ signal }) => call(getInquiry, { params: { id: id ?? "" }, signal }),
    enabled: enabled && id !== null,
  });
}

/** Opens an inquiry where no case did: registry clean-up. The letters to the likeliest candidates go out with it. */
export function useOpenInquiry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (componentId: string) => call(openInquiry, { body: { componentId, origin: "REGISTRY" } }),
    onSuccess: (_, componentId) =>
      client.invalidateQueries({ queryKey: keyOf(getComponent, { id: componentId }) }),
  });
}
