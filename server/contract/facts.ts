import { z } from "zod";
import {
  DETAILS,
  FILTERS,
  type ChosenOf,
  type DetailKey,
  type Parameter,
} from "../domain/component/described.ts";
import { FACTS, type Fact, type ListName } from "../domain/component/facts.ts";
import { ClassGroup, CommaList, DataSource, DayText, OwnershipStatus, PhysicalState } from "./shapes.ts";

/** What the description of components means in the API: filters of lists, and fields of one component's answer. */

const LISTED = {
  status: OwnershipStatus,
  group: ClassGroup,
  physical: PhysicalState,
  source: DataSource,
} satisfies Record<ListName, z.ZodEnum>;

type Enum<Value extends string> = z.ZodEnum<{ [Key in Value]: Key }>;
type Filters = {
  [Key in Parameter]: z.ZodOptional<ReturnType<typeof CommaList<Enum<ChosenOf[Key]>>>>;
};

/** One optional list of values for each choice by which components are filtered. */
export const factFilters = Object.fromEntries(
  FILTERS.map(({ parameter, fact: { type }, values }) => [
    parameter,
    CommaList(type.kind === "listed" ? LISTED[type.list] : z.enum(values)).optional(),
  ]),
) as Filters;

type Plain<Key extends DetailKey> = (typeof FACTS)[Key]["type"] extends { list: infer List extends ListName }
  ? (typeof LISTED)[List]
  : (typeof FACTS)[Key]["type"]["kind"] extends "metres"
    ? z.ZodNumber
    : (typeof FACTS)[Key]["type"]["kind"] extends "day"
      ? typeof DayText
      : z.ZodString;
type Details = {
  [Key in DetailKey]: (typeof FACTS)[Key]["inDetail"]["nullable"] extends true
    ? z.ZodNullable<Plain<Key>>
    : Plain<Key>;
};

function plain({ type }: Fact): z.ZodType {
  switch (type.kind) {
    case "text":
      return z.string();
    case "day":
      return DayText;
    case "metres":
      return z.number();
    case "whole":
      return z.int();
    case "flag":
      return z.boolean();
    case "listed":
      return LISTED[type.list];
    case "choice":
      return z.enum(Object.keys(type.of));
  }
}

/** The fields that only the answer for one component has. */
export const factDetails = Object.fromEntries(
  DETAILS.map(({ key, fact }) => [key, fact.inDetail?.nullable ? plain(fact).nullable() : plain(fact)]),
) as unknown as Details;
