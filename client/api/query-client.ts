import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "../../server/contract/errors.ts";
import { noteSignedOut } from "./session.ts";

const RETRIED = 2;

/** Server state. Live events say what is old, so nothing is fetched again by focus or by age alone. */
export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: lookForEndOfSession }),
    mutationCache: new MutationCache({ onError: lookForEndOfSession }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < RETRIED && !(error instanceof ApiError && error.status < 500),
      },
      mutations: { retry: false },
    },
  });
  function lookForEndOfSession(error: unknown): void {
    if (error instanceof ApiError && (error.code === "session_expired" || error.code === "not_signed_in"))
      noteSignedOut(client);
  }
  return client;
}
