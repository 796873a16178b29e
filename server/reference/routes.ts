import { clock } from "../clock.ts";
import type { Express } from "express";
import type { Viewer } from "../access/viewer.ts";
import { enterHolidays, readCalendar, setOfficeHours } from "../contract/calendar.ts";
import { getReference } from "../contract/reference.ts";
import * as contract from "../contract/rule-packs.ts";
import { MAY } from "../domain/permissions.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount } from "../http/mount.ts";
import { CALENDAR, enterYear, setHours } from "./calendar-commands.ts";
import { calendarAsSet } from "./holiday-queries.ts";
import * as packs from "./pack-commands.ts";
import { listedPacks, openDrafts, type ListedDraft, type ListedPack } from "./pack-queries.ts";
import { referenceLists } from "./queries.ts";
import type { PackRules } from "./stored-pack.ts";

/** Code lists, the calendar, and the rule packs with their drafts. */
export function mountReference(app: Express, deps: HttpDeps): void {
  mount(
    app,
    getReference,
    async ({ database }) => ({
      ...(await referenceLists(database)),
      engine: database.engine,
      now: clock.iso(),
    }),
    deps,
  );
  mount(
    app,
    contract.listRulePacks,
    async ({ query, database }) => ({
      items: (await listedPacks(database, query.versions === "all")).map(shown),
    }),
    deps,
  );
  mount(
    app,
    contract.listRuleDrafts,
    async ({ viewer, database }) => ({
      items: (await openDrafts(database, MAY.confirmRules)).map((draft) => shownDraft(draft, viewer)),
    }),
    deps,
  );
  mount(app, contract.draftRulePack, ({ body, tx }) => packs.begin(tx, body), deps);
  mount(
    app,
    contract.editRuleDraft,
    ({ params, body, tx, expectedVersion }) => packs.edit(tx, params.id, expectedVersion, body),
    deps,
  );
  mount(
    app,
    contract.discardRuleDraft,
    ({ params, tx, expectedVersion }) => packs.discard(tx, params.id, expectedVersion),
    deps,
  );
  mount(
    app,
    contract.enableRuleDraft,
    ({ params, body, tx, expectedVersion }) => packs.enable(tx, params.id, expectedVersion, body.from),
    deps,
  );
  mount(
    app,
    contract.withdrawRulePack,
    ({ params, tx }) => packs.withdraw(tx, params.id, params.version),
    deps,
  );
  mount(app, readCalendar, ({ database }) => calendarAsSet(database, CALENDAR), deps);
  mount(app, enterHolidays, ({ body, tx, expectedVersion }) => enterYear(tx, body, expectedVersion), deps);
  mount(app, setOfficeHours, ({ body, tx, expectedVersion }) => setHours(tx, body, expectedVersion), deps);
}

function shown({ steps, repairs, otherRepair, ...pack }: ListedPack) {
  return { ...pack, rules: shownRules({ steps, repairs, otherRepair }) };
}

function shownDraft(draft: ListedDraft, viewer: Viewer): contract.RuleDraft {
  const { id, version, packId, basedOn, nameZh, nameEn, sourceText, changedAt, writers, seconds } = draft;
  const [rules, mine] = [shownRules(draft.rules), draft.writtenBy.includes(viewer.accountId)];
  return {
    id,
    version,
    packId,
    basedOn,
    nameZh,
    nameEn,
    sourceText,
    changedAt,
    writers,
    seconds,
    rules,
    mine,
  };
}

/** The domain's lists cannot be changed; the contract's could. */
function shownRules({ steps, repairs, otherRepair }: PackRules) {
  return {
    steps: { ...steps },
    repairs: repairs.map((line) => ({ ...line, classes: [...line.classes], defects: [...line.defects] })),
    otherRepair,
  };
}
