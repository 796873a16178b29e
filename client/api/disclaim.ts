import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { BodyOf } from "../../server/contract/endpoint.ts";
import { disclaimOwnership } from "../../server/contract/inquiries.ts";
import { getComponent, listComponents } from "../../server/contract/registry.ts";
import { call, newKey } from "./call.ts";

/** The owner erred: its period as owner of a component ends today. The same word sent again is one write. */
export function useDisclaim(componentId: string) {
  const client = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: (body: BodyOf<typeof disclaimOwnership>) =>
      call(disclaimOwnership, { params: { id: componentId }, body, idempotencyKey: key.current }),
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === getComponent.name || queryKey[0] === listComponents.name,
      }),
  });
}
