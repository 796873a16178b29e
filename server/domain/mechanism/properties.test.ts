import { expect, test } from "vitest";
import { caseOpen, openDanger } from "../case/state.ts";
import { running } from "../clocks/deadline.ts";
import { inquiryOpen } from "../inquiry/state.ts";
import { waiting } from "../inquiry/waiting.ts";
import { CASE_COMMANDS, type CaseCommandName } from "../case/commands.ts";
import { INQUIRY_COMMANDS, type InquiryCommandName } from "../inquiry/commands.ts";
import { replay } from "./fold.ts";
import type { Command } from "./dossier.ts";
import { caseCan } from "../case/table.ts";
import { inquiryCan } from "../inquiry/table.ts";
import { CASE_STATES, COMPONENT_ROLES, INQUIRY_STATES, type Actor } from "../names.ts";
import { DEPT, Street, SYSTEM } from "./testing.ts";
import { always, live, wait } from "../../../scripts/sample/testing/lifecycles.ts";
import { aimed } from "../../../scripts/sample/testing/wishes.ts";

test("the history told from its beginning gives the dossier, whatever happened", () => {
  always((street, steps) => {
    live(street, steps, () => {});
    expect(replay(street.told)).toEqual(street.dossier);
  });
});

test("no life reaches what a guard forbids", () => {
  always((street, steps) => {
    live(street, steps, ({ dossier, told }) => {
      for (const file of dossier.cases) {
        // docs/domain.md#guard-1: over or asleep means out of danger. A merged case lives on in the one that took it.
        if (["CLOSED", "SUSPENDED", "VOID", "FORCED_CLOSED"].includes(file.state) && file.danger)
          expect(file.madeSafeAt, file.state).not.toBeNull();
        // docs/domain.md#guard-2.
        if (file.substituteHandling)
          expect(file.noticeAttempts > 0 || file.emergencyReason !== null).toBe(true);
        expect(file.extensions).toBeLessThanOrEqual(2);
        expect(file.suspensions).toBeLessThanOrEqual(1);
        // docs/domain.md#d20: whoever is sent by hand in the owner's stead may say no later, too; the department may not.
        expect(file.returns.slice(2).map(({ unitId }) => unitId)).not.toContain(DEPT);
        if (file.state === "SUSPENDED") expect(file.suspendedUntil).not.toBeNull();
      }
      for (const inquiry of dossier.inquiries) {
        const { backstop } = inquiry;
        if (inquiry.state === "BACKSTOP" && backstop) {
          // docs/domain.md#guard-3.
          expect(inquiry.survey).not.toBeNull();
          expect(inquiry.parcelCheck).not.toBeNull();
          expect(inquiry.round).toBeGreaterThan(0);
          expect(inquiry.notice?.endedAt ?? backstop.emergencyReason).toBeTruthy();
          expect(backstop.signedBy).not.toBe(backstop.proposedBy);
          expect(
            inquiry.letters.filter((letter) => letter.round === inquiry.round && letter.answer === null),
          ).toEqual([]);
        }
        // docs/domain.md#guard-4.
        if (inquiry.state === "DETERMINED") {
          const owner = inquiry.determination?.ownerUnitId;
          expect(
            inquiry.evidence.some(
              (item) => item.direction === "FOR" && item.unitId === owner && item.kind !== "COVER_LETTERING",
            ),
          ).toBe(true);
        }
        // One letter to a unit in a round, so that the inbox shows it once.
        const letters = inquiry.letters
          .filter(({ about }) => !about)
          .map(({ round, unitId: to }) => `${round} ${to}`);
        expect(new Set(letters).size).toBe(letters.length);
      }
      expect(
        dossier.inquiries.filter(({ state }) =>
          ["OPENED", "CONSULTING", "SITE_SURVEY", "MEETING", "NOTICE"].includes(state),
        ).length,
      ).toBeLessThanOrEqual(1);
      // docs/domain.md#guard-5: no two holders of a role on one day.
      for (const role of COMPONENT_ROLES) {
        const periods = (dossier.component?.roles ?? [])
          .filter((known) => known.role === role)
          .toSorted((a, b) => (a.from < b.from ? -1 : 1));
        for (const [n, period] of periods.entries()) {
          const next = periods[n + 1];
          if (next) expect(period.to !== null && period.to <= next.from, role).toBe(true);
          if (period.to !== null) expect(period.from < period.to).toBe(true);
        }
      }
      // Never an owner and a custodian on one day.
      const roles = dossier.component?.roles ?? [];
      const overlap = roles.some(
        (owner) =>
          owner.role === "owner" &&
          roles.some(
            (other) =>
              other.role === "interim_custodian" &&
              (owner.to === null || other.from < owner.to) &&
              (other.to === null || owner.from < other.to),
          ),
      );
      // What the register was told by hand (a hand-over) is no decision of these, whoever has succeeded its holder since.
      const byHand = told.some(
        ({ event }) => event.event.kind === "ROLE_ASSIGNED" && event.event.data.basis === "HANDOVER",
      );
      if (!byHand) expect(overlap).toBe(false);
      // Every determination that was recorded has its owner in the register.
      const last = told.findLast(({ event }) => event.event.kind === "OWNER_DETERMINED");
      if (last)
        expect(
          told.some(
            ({ event }) =>
              event.event.kind === "ROLE_ASSIGNED" || event.event.kind === "COMPONENT_REGISTERED",
          ),
        ).toBe(true);
    });
  });
});

test("no step of the ownership track cancels, moves or meets a safety clock", () => {
  const SAFETY = ["GUARD", "MAKE_SAFE", "REPAIR", "ACCEPT", "DISPATCH"];
  const clocks = ({ dossier }: Street): unknown[] =>
    dossier.cases.flatMap(({ id, deadlines }) =>
      deadlines.filter(({ kind }) => SAFETY.includes(kind)).map((deadline) => [id, deadline]),
    );
  always((street, steps) => {
    for (const one of steps) {
      wait(street, one);
      for (const wanted of one.wishes) {
        const { actor, command: given } = aimed(wanted, street);
        const before = clocks(street);
        if (street.try(actor, given) !== null) continue;
        if (given.on === "inquiry") expect(clocks(street)).toEqual(before);
        break;
      }
    }
  });
});

test("a danger that is filed and not made safe always has its clocks: running, or overdue and known to be", () => {
  always((street, steps) => {
    live(street, steps, ({ dossier }) => {
      for (const file of dossier.cases.filter((known) => known.filedAt !== null && openDanger(known))) {
        const open = file.deadlines.filter(
          ({ metAt, cancelledAt }) => metAt === null && cancelledAt === null,
        );
        expect(open.map(({ kind }) => kind)).toContain("MAKE_SAFE");
        if (file.guardedAt === null) expect(open.map(({ kind }) => kind)).toContain("GUARD");
      }
    });
  });
});

test("whatever waits for somebody has a clock that runs, or has run out and is known to have", () => {
  always((street, steps) => {
    live(street, steps, ({ dossier }) => {
      for (const inquiry of dossier.inquiries) {
        const awaited = waiting(inquiry);
        if (inquiryOpen(inquiry) || inquiry.state === "BACKSTOP")
          expect(awaited, inquiry.state).not.toBeNull();
        if (awaited)
          expect(inquiry.deadlines.filter(running).map(({ kind }) => kind)).toContain(awaited.step);
      }
      for (const file of dossier.cases.filter(caseOpen))
        expect(file.deadlines.some(running), file.state).toBe(true);
      for (const proposal of [dossier.component?.roleProposal, dossier.component?.changeProposal])
        if (proposal) expect(proposal.dueAt).toBeDefined();
    });
  });
});

test("sweeping twice is sweeping once", () => {
  always((street, steps) => {
    live(street, steps, () => {});
    const later = "2026-12-01T00:00:00.000Z";
    const due = street.due(later);
    street.now = later;
    for (const { command: pass } of due) street.do(SYSTEM, pass);
    const once = street.dossier;
    for (const { command: pass } of due.toReversed()) street.do(SYSTEM, pass);
    expect(street.dossier).toBe(once);
  });
});

test("what is refused changes nothing, and what the tables allow is not refused for the role or the state", () => {
  always((street, steps) => {
    for (const one of steps) {
      wait(street, one);
      for (const wanted of one.wishes) {
        const { actor, command: given } = aimed(wanted, street);
        const before = street.dossier;
        const allowed = tableSays(street, actor, given);
        const reason = street.try(actor, given);
        if (reason !== null) expect(street.dossier).toBe(before);
        // A unit that is no more holds nothing: whatever has happened here before, that cannot be refused.
        if (given.command.type === "SUCCEED_HOLDER") expect(reason).toBeNull();
        if (allowed === null) expect(["ROLE_MAY_NOT", "WRONG_STATE", "NOT_YOUR_UNIT"]).not.toContain(reason);
        if (typeof allowed === "string") expect(reason).not.toBeNull();
      }
    }
  });
});

/** What the button would say: null for yes, a reason for no, undefined where there is no button. */
function tableSays(
  street: Street,
  actor: Actor,
  { on, id, command: given }: Command,
): string | null | undefined {
  if (on === "case" && given.type in CASE_COMMANDS) {
    const file = street.dossier.cases.find((known) => known.id === id);
    const told = "occurredAt" in given ? given.occurredAt : undefined;
    const then = told !== undefined && told < street.now ? told : undefined;
    return file && (caseCan(actor, file, given.type as CaseCommandName, street.now, then)?.reason ?? null);
  }
  if (on === "inquiry" && given.type in INQUIRY_COMMANDS) {
    const inquiry = street.dossier.inquiries.find((known) => known.id === id);
    return inquiry && (inquiryCan(actor, inquiry, given.type as InquiryCommandName)?.reason ?? null);
  }
  return undefined;
}

test("no two clocks of a kind begin at the same moment, which is what tells them apart in the register", () => {
  always((street, steps) => {
    live(street, steps, ({ dossier }) => {
      for (const { deadlines } of [...dossier.cases, ...dossier.inquiries]) {
        const keys = deadlines.map(({ kind, startedAt }) => `${kind} ${startedAt}`);
        expect(new Set(keys).size).toBe(keys.length);
      }
    });
  });
});

test("the random lives do reach the ends of both tracks, and their side states", () => {
  const reached = new Set<string>();
  const look = ({ dossier }: Street): void => {
    for (const { state } of [...dossier.cases, ...dossier.inquiries]) reached.add(state);
  };
  // One seed: whether the generator is any good is not a matter of luck.
  always(
    (street, steps) => {
      look(street);
      live(street, steps, look);
    },
    { numRuns: 400, seed: 4 },
  );
  const never = [...CASE_STATES, ...INQUIRY_STATES].filter((state) => !reached.has(state));
  // An inquiry stays OPENED only where there is nobody to ask; a shaft is sealed only where everybody has spoken.
  expect(never.filter((state) => !["SEALED", "OPENED"].includes(state))).toEqual([]);
});
