import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import {
  type ClockMove,
  moveTrainingClock,
  readTrainingClock,
  type TrainingClock,
} from "../../server/contract/training.ts";
import { clock } from "../ui/clock.ts";
import { call } from "./call.ts";
import { keyOf } from "./keys.ts";

const CLOCK = keyOf(readTrainingClock);
const LOOK_MS = 60_000;

/** What time it is in the registry, and whether it can be moved; brings the page into that hour. */
export function useTrainingClock(): TrainingClock | undefined {
  const { data } = useQuery({
    queryKey: CLOCK,
    queryFn: ({ signal }) => call(readTrainingClock, { signal }),
    // The live stream says when it was moved; what is due next changes without a word.
    refetchInterval: ({ state }) => (state.data?.movable ? LOOK_MS : false),
  });
  const ahead = data?.aheadMs;
  useEffect(() => {
    if (ahead !== undefined) clock.setAhead(ahead);
  }, [ahead]);
  return data;
}

export function useMoveClock() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ClockMove) => call(moveTrainingClock, { body }),
    onSuccess: (answer) => {
      clock.setAhead(answer.aheadMs);
      client.setQueryData(CLOCK, answer);
    },
    onSettled: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== "readSession" && queryKey[0] !== "lastAccount",
      }),
  });
}
