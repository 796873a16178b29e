import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { enterHolidays, readCalendar, setOfficeHours } from "../../server/contract/calendar.ts";
import type { BodyOf } from "../../server/contract/endpoint.ts";
import { call } from "./call.ts";
import { keyOf } from "./keys.ts";

/** Deadlines follow a table within seconds, by a job. */
const WATCH_MS = 5_000;

/** Office hours, holiday tables, which one is missed, and how many deadlines wait for it. */
export function useCalendar(enabled = true) {
  return useQuery({
    queryKey: keyOf(readCalendar),
    queryFn: ({ signal }) => call(readCalendar, { signal }),
    enabled,
    // While a table that is there still has deadlines to follow it.
    refetchInterval: ({ state: { data } }) =>
      data?.provisional.some(({ year }) => data.years.some((known) => known.year === year))
        ? WATCH_MS
        : false,
  });
}

/** Both carry the version that was seen, so that nobody overwrites a table they have not read. */
export function useCalendarCommands(version: number) {
  const client = useQueryClient();
  const onSettled = () => void client.invalidateQueries({ queryKey: [readCalendar.name] });
  return {
    enter: useMutation({
      mutationFn: (body: BodyOf<typeof enterHolidays>) => call(enterHolidays, { ifMatch: version, body }),
      onSettled,
    }),
    hours: useMutation({
      mutationFn: (hours: BodyOf<typeof setOfficeHours>["hours"]) =>
        call(setOfficeHours, { ifMatch: version, body: { hours } }),
      onSettled,
    }),
  };
}
