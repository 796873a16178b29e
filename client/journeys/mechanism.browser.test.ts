import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { DEMO_ACCOUNTS } from "../../scripts/sample/demo-accounts.ts";
import { getCase } from "../../server/contract/cases.ts";
import { getInquiry } from "../../server/contract/inquiries.ts";
import { componentHistory, getComponent } from "../../server/contract/registry.ts";
import { readSession } from "../../server/contract/session.ts";
import audit from "../audit/strings.zh.ts";
import cases from "../cases/strings.zh.ts";
import claims from "../claims/strings.zh.ts";
import words from "../matter/words.zh.ts";
import inquiries from "../inquiries/strings.zh.ts";
import { choose, give, photograph, read } from "./gestures.ts";
import { picture, type Username } from "./people.ts";
import {
  ownerlessCoverOnARoad,
  missingCover,
  survey,
  foundOnPublicGround,
  signBackstop,
  claimLate,
} from "./mechanism-steps.ts";
import { stage, inOrder } from "./stage.ts";

/** What somebody else did is told within a second; a machine that does ten things at once may take longer. */
const SOON_MS = 10_000;

const play = stage(1500);
const { as } = play;

describe("an ownerless cover is handled first, its owner searched meanwhile, the backstop holds, and a late owner takes over", () => {
  let componentId: string;
  let caseId: string;
  let inquiryId: string;
  let department: { id: string; nameZh: string };
  let claimant: Username;
  /** The lead's workbench stands open all the time and is never loaded again. */
  let watcher: Page;
  inOrder();

  const casePath = () => `/?case=${caseId}`;
  const inquiryPath = () => `/inquiries?inquiry=${inquiryId}`;
  const inquiry = (page: Page) => read(page, getInquiry, `/api/inquiries/${inquiryId}`);
  const caseFile = (page: Page) => read(page, getCase, `/api/cases/${caseId}`);
  const component = (page: Page) => read(page, getComponent, `/api/components/${componentId}`);

  it("the seat files a missing cover with the keyboard; the department is dispatched and letters are out", async () => {
    watcher = await play.people.open("lead", "/?queue=open");
    await watcher.setViewportSize({ width: 1024, height: 640 });
    await watcher.evaluate(() => document.body.setAttribute("data-never-reloaded", ""));
    await as("dept", "/", async (page) => {
      const { account } = await read(page, readSession, "/api/session");
      if (!account?.unit) throw new Error("the department's account has no unit");
      department = account.unit;
    });

    await as("seat", "/", async (page) => {
      componentId = await ownerlessCoverOnARoad(page);
      const filing = await missingCover(page, componentId);
      expect(await filing.getByRole("switch").isChecked(), "a missing cover is a danger").toBe(true);
      await picture(page, "1-filing");
      // Enter sends, also from the switch, and does not turn it back.
      await filing.getByRole("switch").press("Enter");

      const panel = page.getByRole("article");
      await panel.getByRole("heading", { name: words.defect.MISSING }).waitFor();
      caseId = new URL(page.url()).searchParams.get("case") ?? "";
      await panel.getByText(department.nameZh).first().waitFor();
      await panel.getByText(words.emergency.DANGER_WITHOUT_CONFIRMED_OWNER).first().waitFor();
      await panel.getByText(words.inquiryState.CONSULTING).first().waitFor();
      await panel.getByText(words.event.NOTICE_RECORDED).first().waitFor();
      await picture(page, "2-filed");
      const file = await caseFile(page);
      expect(file).toMatchObject({
        state: "DISPATCHED",
        substituteHandling: true,
        unit: { id: department.id },
      });
      inquiryId = file.inquiries[0]?.id ?? "";

      await page.goto(inquiryPath());
      const asked = (await inquiry(page)).lettersSent;
      expect(asked.length).toBeGreaterThan(1);
      for (const { unit } of asked) {
        await page.getByRole("row", { name: unit.nameZh }).waitFor();
      }
      await picture(page, "3-letters");
    });

    await watcher.locator(`#row-${caseId}`).waitFor({ timeout: SOON_MS });
  });

  it("the department guards with a photo, makes safe and repairs, and the lead sees it without a reload", async () => {
    await as("dept", casePath(), async (page) => {
      await give(page, cases.command.GUARD, (form) => photograph(form));
      await watcher
        .locator(`#row-${caseId}`)
        .getByText(words.caseState.GUARDED)
        .waitFor({ timeout: SOON_MS });
      await picture(page, "4-guarded");
      await give(page, cases.command.MAKE_SAFE, async (form) => {
        await form.getByLabel(cases.form.measure).fill(cases.measures.PLATE);
        await photograph(form);
      });
      await give(page, cases.command.REPAIR, async (form) => {
        await form.getByLabel(cases.form.measure).fill(cases.measures.NEW_COVER);
        await photograph(form, cases.form.before);
        await photograph(form, cases.form.after);
      });
      expect((await caseFile(page)).state).toBe("REPAIRED");
    });
    expect(await watcher.locator("body").getAttribute("data-never-reloaded")).toBe("");
  });

  it("the grid worker passes the check and the lead closes: safety has ended while ownership goes on", async () => {
    await as("grid", casePath(), (page) => give(page, cases.command.PASS_CHECK, (form) => photograph(form)));
    await as("lead", casePath(), async (page) => {
      await give(page, cases.command.CLOSE);
      const panel = page.getByRole("article");
      await panel.getByText(words.caseState.CLOSED).first().waitFor();
      await panel.getByText(words.inquiryState.CONSULTING).first().waitFor();
      await picture(page, "5-closed");
      expect(await caseFile(page)).toMatchObject({ state: "CLOSED", open: false });
      expect(await inquiry(page)).toMatchObject({ state: "CONSULTING", open: true });
    });
  });

  it("every unit that was asked denies with a reason, by itself or by letter through the seat", async () => {
    const byUnit = new Map<string, Username>();
    let askedUnits: { id: string; nameZh: string; unitType: string }[] = [];
    await as("seat", "/", async (page) => {
      askedUnits = (await inquiry(page)).lettersSent.map(({ unit }) => unit);
    });
    const types = new Set(askedUnits.map(({ unitType }) => unitType));
    for (const { username, unitType = "" } of DEMO_ACCOUNTS.filter(({ role }) => role === "OWNER_UNIT")) {
      if (!types.has(unitType)) continue;
      await as(username as Username, "/claims", async (page) => {
        const { account } = await read(page, readSession, "/api/session");
        if (!account?.unit || !askedUnits.some(({ id }) => id === account.unit?.id)) return;
        byUnit.set(account.unit.id, username as Username);
        claimant ??= username as Username;
        await page.getByRole("region", { name: claims.title }).locator(".inbox-row").first().click();
        await page.getByRole("radiogroup", { name: claims.choose }).waitFor();
        await page.keyboard.press("2");
        await choose(page.locator(".answer form"), claims.reason, words.denialReason.NOT_ON_OUR_MAP);
        if (byUnit.size === 1) await picture(page, "6-denies");
        await page.keyboard.press("Control+Enter");
        await page.getByText(claims.none.waiting).waitFor();
        await page.goto(`/claims?tab=answered&inquiry=${inquiryId}`);
        await page.getByText(words.denialReason.NOT_ON_OUR_MAP).first().waitFor();
      });
    }
    expect(byUnit.size, "at least one candidate has an account").toBeGreaterThan(0);

    await as("seat", inquiryPath(), async (page) => {
      for (const unit of askedUnits.filter(({ id }) => !byUnit.has(id))) {
        await give(page, inquiries.command.ANSWER, async (form) => {
          await choose(form, inquiries.form.unit, unit.nameZh);
          await form.getByText(words.answer.DENY, { exact: true }).click();
          await choose(form, inquiries.form.reason, words.denialReason.OTHER_UNITS_LINE);
          await photograph(form);
        });
      }
      const answers = (await inquiry(page)).lettersSent.map(({ answer }) => answer);
      expect(new Set(answers)).toEqual(new Set(["DENY"]));
      await picture(page, "7-all-denied");
    });
  });

  it("survey, parcel check and an emergency reason lead to a backstop that the convener signs", async () => {
    await as("grid", inquiryPath(), (page) => survey(page));
    await as("seat", inquiryPath(), async (page) => {
      await foundOnPublicGround(page);
      await give(page, inquiries.command.PROPOSE_BACKSTOP, async (form) => {
        await choose(form, inquiries.form.custodian, department.nameZh);
        await choose(form, inquiries.form.emergency, words.emergency.CROWDED_PLACE);
        await form.getByLabel(inquiries.form.reasonText).fill("学校门前，等不到公告期满");
      });
      await picture(page, "8-backstop-proposed");
    });
    await as("convener", "/inquiries?queue=sign", async (page) => {
      const number = (await inquiry(page)).number;
      await page.goto(`/inquiries?queue=sign&inquiry=${inquiryId}`);
      const file = page.getByRole("article", { name: number });
      await file.getByText(inquiries.guard.claims.met).waitFor();
      await file.getByText(inquiries.guard.whole.met).waitFor();
      await file.locator(".proposal-card").getByText("学校门前，等不到公告期满").waitFor();
      await picture(page, "9-to-sign");
      await signBackstop(page);
      await picture(page, "10-signed");
      expect(await inquiry(page)).toMatchObject({ state: "BACKSTOP", ownershipStatus: "BACKSTOP" });
    });
    await as("seat", `/?component=${componentId}`, async (page) => {
      // In the panel: the map's legend and the filters name every status, too.
      const detail = page.locator(".detail");
      await detail.locator(".status-chip", { hasText: words.status.BACKSTOP }).first().waitFor();
      await detail.getByText(words.role.interim_custodian).first().waitFor();
      await detail.getByText(department.nameZh).first().waitFor();
      await picture(page, "11-caught");
      const custody = (await component(page)).roles.filter(({ role }) => role === "interim_custodian");
      expect(custody).toMatchObject([{ unit: { id: department.id }, to: null }]);
    });
  });

  it("a unit claims after the backstop, evidence and two persons confirm it, and the custody ends", async () => {
    let owner = { id: "", nameZh: "" };
    await as(claimant, `/claims?tab=answered&inquiry=${inquiryId}`, async (page) => {
      const { account } = await read(page, readSession, "/api/session");
      owner = account?.unit ?? owner;
      await claimLate(page, () => picture(page, "12-late-claim"));
    });
    await as("grid", inquiryPath(), (page) =>
      give(page, inquiries.command.ADD_EVIDENCE, async (form) => {
        await choose(form, inquiries.form.kind, words.evidence.SHAFT_CONTENTS);
        await choose(form, inquiries.form.unit, owner.nameZh);
        await photograph(form);
      }),
    );
    await as("seat", inquiryPath(), async (page) => {
      await page.getByText(inquiries.claim.OPEN).first().waitFor();
      await give(page, inquiries.command.PROPOSE_DETERMINATION);
      await picture(page, "13-proposed");
    });
    await as("lead", inquiryPath(), async (page) => {
      await give(page, inquiries.command.CONFIRM_DETERMINATION);
      await page.locator(".inquiry-panel .status-chip", { hasText: words.status.CONFIRMED }).waitFor();
      await picture(page, "14-determined");
      expect(await inquiry(page)).toMatchObject({
        state: "DETERMINED",
        ownershipStatus: "CONFIRMED",
        determination: { owner: { id: owner.id } },
      });
      const today = await component(page);
      expect(today.roles.find(({ role, to }) => role === "owner" && to === null)?.unit.id).toBe(owner.id);
      expect(
        today.roles.filter(({ role, to }) => role === "interim_custodian" && to === null),
        "nobody keeps it for the street any more",
      ).toEqual([]);
      await page.goto(`/?component=${componentId}`);
      await page.locator(".detail .status-chip", { hasText: words.status.CONFIRMED }).first().waitFor();
      await picture(page, "15-owned");
    });
  });

  it("the auditor reads who did what, step by step, with names", async () => {
    await as("auditor", `/audit?tab=replay&component=${componentId}`, async (page) => {
      const story = page.locator(".replay-steps");
      await story.getByText(words.event.OWNER_DETERMINED).first().waitFor();
      const steps = await story.getByRole("listitem").allInnerTexts();
      for (const [event, who] of [
        ["CASE_FILED", "座席员 陈"],
        ["CASE_GUARDED", "街道城建办"],
        ["CASE_REPAIRED", "街道城建办"],
        ["REPAIR_CHECKED", "网格员 黄"],
        ["CASE_CLOSED", "值班长 李"],
        ["SITE_SURVEYED", "网格员 黄"],
        ["BACKSTOP_PROPOSED", "座席员 陈"],
        ["BACKSTOP_SIGNED", "会商召集人"],
        ["OWNER_DETERMINED", "值班长 李"],
      ] as const) {
        const step = steps.find((text) => text.includes(words.event[event]) && text.includes(who));
        expect(step, `${words.event[event]} by ${who} in ${JSON.stringify(steps)}`).toBeDefined();
      }
      await picture(page, "16-replay");
      await page.goto("/audit?tab=decisions");
      await page.getByRole("row", { name: words.event.BACKSTOP_SIGNED }).first().waitFor();
      await picture(page, "17-decisions");
      await page.getByRole("tab", { name: audit.tabs.history, exact: true }).click();
      await page.getByRole("row", { name: words.event.OWNER_DETERMINED }).first().waitFor();
      const { items } = await read(
        page,
        componentHistory,
        `/api/components/${componentId}/history?limit=100`,
      );
      expect(items.every(({ leafHash }) => /^[0-9a-f]{64}$/.test(leafHash))).toBe(true);
      await picture(page, "18-history");
    });
    expect(await watcher.locator("body").getAttribute("data-never-reloaded")).toBe("");
    await watcher.close();
  });

  it("no page complained meanwhile", () => {
    expect(play.people.complaints).toEqual([]);
  });
});
