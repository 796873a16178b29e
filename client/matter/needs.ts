import { Form } from "antd";
import { createContext, useContext } from "react";
import type { Actor } from "../../server/domain/names.ts";
import { needs, type Given, type Need, type Requirement } from "../../server/domain/requirements.ts";

/** Whether the command of the form that is open asks for something, given what has been filled in so far. */
type Asks = (need: Need, given: Given) => boolean;

export const Needed = createContext<Asks>(() => false);

/** What the declaration of a command asks for, in this state and of this person: the same that the server insists on. */
export function asks<State>(
  declared: { readonly needs?: readonly Requirement<State>[] },
  state: State,
  actor: Actor,
): Asks {
  return (need, given) => needs(declared.needs ?? [], state, given, actor).includes(need);
}

/** Whether the form's command needs this now; changes with what is filled in. */
export function useNeeded(need: Need): boolean {
  const form = Form.useFormInstance();
  const values = (Form.useWatch([], form) as Given | undefined) ?? {};
  return useContext(Needed)(need, values);
}
