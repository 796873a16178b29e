import { foldCase } from "../case/fold.ts";
import { foldComponent } from "../component/fold.ts";
import { foldInquiry } from "../inquiry/fold.ts";
import type { Instant } from "../names.ts";
import type { Dossier, StreamEvent } from "./dossier.ts";

/** The fold of all events of a component and its matters; what the projections must equal. */
export function replay(events: readonly { event: StreamEvent; at: Instant }[]): Dossier {
  return events.reduce<Dossier>((dossier, { event, at }) => foldInto(dossier, event, at), {
    component: null,
    cases: [],
    inquiries: [],
  });
}

/** What the dossier is after one more event of any of its streams. */
export function foldInto(dossier: Dossier, { stream, id, event }: StreamEvent, now: Instant): Dossier {
  const at = event.occurredAt ?? now;
  switch (stream) {
    case "component":
      return { ...dossier, component: foldComponent(dossier.component, id, event) };
    case "case":
      return { ...dossier, cases: replaced(dossier.cases, id, (file) => foldCase(file, id, event, at)) };
    case "inquiry":
      return {
        ...dossier,
        inquiries: replaced(dossier.inquiries, id, (inquiry) => foldInquiry(inquiry, id, event, at)),
      };
  }
}

function replaced<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  change: (old: T | null) => T,
): readonly T[] {
  const old = list.find((item) => item.id === id);
  return old ? list.map((item) => (item.id === id ? change(item) : item)) : [...list, change(null)];
}
