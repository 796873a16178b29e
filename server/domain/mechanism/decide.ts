import { decideCase } from "../case/decide.ts";
import type { CaseCommand } from "../case/commands.ts";
import { picturesIn } from "../case/proofs.ts";
import { atWork } from "../case/unit-gone.ts";
import { callsMissing, caseOpen, openDanger, stateBefore, type CaseFile } from "../case/state.ts";
import { deadlineSet } from "../clocks/deadline.ts";
import { stepRule, type RulePack } from "../clocks/rules.ts";
import { dayOf } from "../clocks/working-time.ts";
import { decideComponent } from "../component/decide.ts";
import type { ComponentCommand } from "../component/commands.ts";
import { INTERIM_CARE } from "../component/state.ts";
import type { Refusal } from "../decision.ts";
import { decideInquiry } from "../inquiry/decide.ts";
import type { InquiryCommand } from "../inquiry/commands.ts";
import { heldDecision, inBackstop, inquiryOpen, type Inquiry } from "../inquiry/state.ts";
import { concerns } from "../inquiry/unit-gone.ts";
import type { PhysicalState } from "../names.ts";
import type { Command, Context, Dossier, StreamEvent } from "./dossier.ts";
import { holderNow } from "./holders.ts";

type Decided = { readonly events: readonly StreamEvent[] } | { readonly refused: Refusal };

/** What a command means for the dossier: what its own track says, and what the rest of the dossier has against it. */
export function decide(dossier: Dossier, { on, id, command }: Command, context: Context): Decided {
  switch (on) {
    case "component":
      return onComponent(dossier, id, command, context);
    case "case":
      return onCase(dossier, id, command, context);
    case "inquiry":
      return onInquiry(dossier, id, command, context);
  }
}

function onComponent(dossier: Dossier, id: string, command: ComponentCommand, context: Context): Decided {
  const openMatters = dossier.cases.filter(caseOpen).length + dossier.inquiries.filter(inquiryOpen).length;
  const decided = decideComponent(dossier.component, command, {
    today: dayOf(context.now),
    now: context.now,
    due: (step, from = context.now) =>
      deadlineSet(step, stepRule(context.rulePack, step), from, context.calendar).data.deadline.dueAt,
    actor: context.actor,
    openMatters,
    caught: dossier.inquiries.some(inBackstop),
    objectionRuns: dossier.inquiries.some(
      ({ state, determination }) => state === "DETERMINED" && determination?.final === false,
    ),
    concerns: (unitId) =>
      dossier.cases.some((file) => caseOpen(file) && atWork(file, unitId)) ||
      dossier.inquiries.some((inquiry) => concerns(inquiry, unitId)),
    byHand: context.actor.role !== "SYSTEM",
    lidMissing: dossier.cases.some(
      (file) => caseOpen(file) && file.filedAt !== null && file.repairedAt === null && callsMissing(file),
    ),
  });
  if ("refused" in decided) return decided;
  return { events: decided.events.map((event) => ({ stream: "component", id, event })) };
}

function onCase(dossier: Dossier, id: string, command: CaseCommand, context: Context): Decided {
  const file = dossier.cases.find((known) => known.id === id) ?? null;
  if (command.type === "REPORT" && dossier.component?.retired)
    return { refused: { reason: "RETIRED_COMPONENT" } };
  const unmergeable = mergeRefusal(dossier, file, command);
  if (unmergeable) return { refused: unmergeable };
  const { classCode = "", restricted = false } = dossier.component ?? {};
  const decided = decideCase(file, command, {
    ...context,
    rulePack: packOf(file, context),
    classCode,
    restricted,
    ...physicalBefore(dossier),
    shownBy: context.pictures?.shownBy ?? {},
    usedElsewhere: [
      ...dossier.cases.filter((known) => known !== file).flatMap(picturesIn),
      ...(context.pictures?.used ?? []),
    ],
    keptPictures: context.pictures?.kept ?? [],
  });
  if ("refused" in decided) return decided;
  return { events: decided.events.map((event) => ({ stream: "case", id, event })) };
}

function onInquiry(dossier: Dossier, id: string, command: InquiryCommand, context: Context): Decided {
  if (command.type === "OPEN" && dossier.component?.retired)
    return { refused: { reason: "RETIRED_COMPONENT" } };
  // What is in backstop is reopened, not asked about beside it: its custodian waits for the answer.
  if (command.type === "OPEN" && dossier.inquiries.some((known) => inquiryOpen(known) || inBackstop(known)))
    return { refused: { reason: "INQUIRY_EXISTS" } };
  // docs/domain.md#guard-3: what somebody owns, nobody catches; whom this very inquiry had named, it may find not to be the owner.
  if (command.type === "PROPOSE_BACKSTOP" || command.type === "SIGN_BACKSTOP") {
    const owner = holderNow(dossier, "owner", context);
    const named = dossier.inquiries.find((known) => known.id === id)?.determination?.ownerUnitId;
    if (owner && owner.unitId !== named) return { refused: { reason: "OWNER_CONFIRMED" } };
  }
  if (command.type === "DISCLAIM") {
    const { actor } = context;
    const who = actor.role === "OWNER_UNIT" ? actor.unitId : (command.unitId ?? null);
    if (who === null || holderNow(dossier, "owner", context)?.unitId !== who)
      return { refused: { reason: "NOT_THE_OWNER" } };
  }
  const inquiry = dossier.inquiries.find((known) => known.id === id) ?? null;
  if (command.type === "CONFIRM_DISCLAIMER" && inquiry?.proposal?.kind === "DISCLAIMER") {
    // It may own it no more since its letter was entered.
    if (holderNow(dossier, "owner", context)?.unitId !== inquiry.proposal.unitId)
      return { refused: { reason: "NOT_THE_OWNER" } };
  }
  const ends = command.type === "WITHDRAW" || command.type === "CONFIRM_WITHDRAWAL";
  if (ends && inquiry && endangersAlone(dossier, inquiry, context))
    return { refused: { reason: "DANGER_NOT_MADE_SAFE" } };
  // The street looks after what a dissolved unit held because an inquiry runs: without one that would be a backstop undecided.
  if (ends && holderNow(dossier, "interim_custodian", context)?.basis === INTERIM_CARE)
    return { refused: { reason: "INTERIM_CARE" } };
  const owners = dossier.component?.roles.filter(({ role }) => role === "owner") ?? [];
  const opening = command.type === "OPEN" && dossier.component?.restricted === true;
  const decided = decideInquiry(inquiry, opening ? { ...command, restricted: true } : command, {
    ...context,
    owners,
    shownBy: context.pictures?.shownBy ?? {},
    openDanger: dossier.cases.some(openDanger),
  });
  if ("refused" in decided) return decided;
  const reopens = decided.events.some(
    ({ kind }) => kind === "INQUIRY_REOPENED" || kind === "REOPENING_PROPOSED",
  );
  // What is open on it has its way out; what is decided stays decided.
  if (reopens && dossier.component?.retired) return { refused: { reason: "RETIRED_COMPONENT" } };
  if (reopens && dossier.inquiries.some((known) => known.id !== id && inquiryOpen(known)))
    return { refused: { reason: "INQUIRY_EXISTS" } };
  return { events: decided.events.map((event) => ({ stream: "inquiry", id, event })) };
}

/** What the component is; where an open case calls its lid missing, what it was before that. */
function physicalBefore({ component, cases }: Dossier): { physicalBefore?: PhysicalState } {
  if (!component) return {};
  const earlier = cases.find((file) => caseOpen(file) && file.filedAt !== null && callsMissing(file));
  const before = component.physicalState === "LOST" && earlier ? stateBefore(earlier) : null;
  return { physicalBefore: before ?? component.physicalState };
}

/** The rules that were in force when it was filed: a later edit changes nothing for it. */
function packOf(file: CaseFile | null, { pinnedPacks, rulePack }: Context): RulePack {
  const pinned = file?.rulePack;
  return pinnedPacks.find(({ id, version }) => id === pinned?.id && version === pinned.version) ?? rulePack;
}

/** Cases of one component only, and never so that the clocks of an open danger end with the case that is merged away. */
function mergeRefusal(dossier: Dossier, file: CaseFile | null, command: CaseCommand): Refusal | null {
  if (command.type === "UNMERGE") {
    if (dossier.component?.retired) return { reason: "RETIRED_COMPONENT" };
    return mergedFurther(dossier, file) ? { reason: "MERGED_FURTHER" } : null;
  }
  if (command.type !== "MERGE") return null;
  const target = dossier.cases.find((known) => known.id === command.into && caseOpen(known));
  if (!target) return { reason: "OTHER_COMPONENT" };
  // A danger that nobody has filed yet makes the case that takes it in dangerous (`takeReport`).
  if (!file?.filedAt || !openDanger(file)) return null;
  const carries = openDanger(target) && target.filedAt !== null && target.filedAt <= file.filedAt;
  return carries ? null : { reason: "DANGER_WOULD_BE_LOST" };
}

function mergedFurther(dossier: Dossier, file: CaseFile | null): boolean {
  return dossier.cases.some((known) => known.id === file?.mergedInto && known.state === "MERGED");
}

/** A hole that nobody owns, and nobody would look for its owner any more. */
function endangersAlone(dossier: Dossier, inquiry: Inquiry, context: Context): boolean {
  return (
    dossier.cases.some(openDanger) &&
    holderNow(dossier, "owner", context) === undefined &&
    heldDecision(inquiry) === null
  );
}
