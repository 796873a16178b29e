import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { DEMO_ACCOUNTS } from "../../scripts/sample/demo-accounts.ts";
import { getCase } from "../../server/contract/cases.ts";
import { getInquiry } from "../../server/contract/inquiries.ts";
import { readSession } from "../../server/contract/session.ts";
import cases from "../cases/strings.zh.ts";
import inquiries from "../inquiries/strings.zh.ts";
import words from "../matter/words.zh.ts";
import shell from "../shell/strings.zh.ts";
import { give, photograph, read } from "./gestures.ts";
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

const HOUR_MS = 3_600_000;
/** A day in which much becomes due takes a slow machine a while. */
const MOVE_MS = 120_000;

const play = stage(1500);
const { as } = play;

describe("with its clock moved on, a town shows the whole mechanism: silence, survey, notice, backstop and a late claim", () => {
  let componentId: string;
  let caseId: string;
  let inquiryId: string;
  /** Stands open all the time and is never loaded again. */
  let trainer: Page;
  inOrder();

  const casePath = () => `/?case=${caseId}`;
  const inquiryPath = () => `/inquiries?inquiry=${inquiryId}`;
  const inquiry = (page: Page) => read(page, getInquiry, `/api/inquiries/${inquiryId}`);
  const bandOf = (page: Page) => page.getByRole("region", { name: shell.training.label });
  const timeOn = async (page: Page) =>
    Date.parse((await bandOf(page).locator("time").getAttribute("datetime")) ?? "");

  /** One day by the button in the band; the page shows the new hour without being loaded again. */
  async function nextDay(): Promise<void> {
    const before = await timeOn(trainer);
    const control = trainer.getByRole("group", { name: shell.training.move });
    await control.getByRole("button", { name: shell.training.day, exact: true }).click({ timeout: MOVE_MS });
    await expect.poll(() => timeOn(trainer), { timeout: MOVE_MS }).toBeGreaterThan(before + 23 * HOUR_MS);
    await trainer.locator('.training-control[aria-busy="false"]').waitFor({ timeout: MOVE_MS });
  }

  async function daysUntil(there: () => Promise<boolean>, most: number): Promise<void> {
    for (let day = 0; day < most; day += 1) {
      if (await there()) return;
      await nextDay();
    }
    expect(await there(), `within ${most} days`).toBe(true);
  }

  it("an administrator finds the control in the band, and before time is moved nobody else sees a band", async () => {
    trainer = await play.people.open("admin", "/");
    await trainer.getByRole("group", { name: shell.training.move }).waitFor();
    await as("seat", "/", async (page) => {
      await page.locator(".top-bar").waitFor();
      expect(await bandOf(page).count()).toBe(0);
    });
  });

  it("a hole on an ownerless cover is filed, guarded and made safe", async () => {
    await as("seat", "/", async (page) => {
      componentId = await ownerlessCoverOnARoad(page);
      await missingCover(page, componentId);
      await page.keyboard.press("Control+Enter");
      await page.getByRole("article").getByRole("heading", { name: words.defect.MISSING }).waitFor();
      caseId = new URL(page.url()).searchParams.get("case") ?? "";
      inquiryId = (await read(page, getCase, `/api/cases/${caseId}`)).inquiries[0]?.id ?? "";
      expect((await inquiry(page)).lettersSent.length).toBeGreaterThan(0);
    });
    await as("grid", casePath(), (page) => give(page, cases.command.GUARD, (form) => photograph(form)));
    await as("dept", casePath(), (page) =>
      give(page, cases.command.MAKE_SAFE, async (form) => {
        await form.getByLabel(cases.form.measure).fill(cases.measures.PLATE);
        await photograph(form);
      }),
    );
  });

  it("days pass and nobody answers: the silence of every unit is recorded, and every open page says what time it is", async () => {
    await as("seat", inquiryPath(), async (page) => {
      await daysUntil(
        async () => (await inquiry(page)).lettersSent.every(({ answer }) => answer === "NO_REPLY"),
        20,
      );
      await bandOf(page).waitFor();
      await expect
        .poll(async () => Math.abs((await timeOn(page)) - (await timeOn(trainer))), { timeout: MOVE_MS })
        .toBeLessThan(HOUR_MS);
      await page.getByText(words.answer.NO_REPLY).filter({ visible: true }).first().waitFor();
      await picture(page, "time-1-silence");
    });
  });

  it("survey, parcel check and notice follow, and when the notice is over the backstop proposes itself", async () => {
    await as("grid", inquiryPath(), (page) => survey(page));
    await as("seat", inquiryPath(), async (page) => {
      await foundOnPublicGround(page);
      await give(page, inquiries.command.PUBLISH_NOTICE);
      expect((await inquiry(page)).state).toBe("NOTICE");
      await daysUntil(async () => (await inquiry(page)).proposal !== null, 60);
      await picture(page, "time-2-proposed");
    });
  });

  it("the convener signs, and whoever comes late is heard", async () => {
    await as("convener", inquiryPath(), signBackstop);
    const claimant = await askedUnitWithAnAccount();
    await as(claimant, `/claims?tab=answered&inquiry=${inquiryId}`, async (page) => {
      await claimLate(page);
      await picture(page, "time-3-late-claim");
    });
    await as("seat", inquiryPath(), async (page) => {
      await page.getByText(inquiries.claim.OPEN).first().waitFor();
    });
  });

  it("no page complained meanwhile", async () => {
    await trainer.close();
    expect(play.people.complaints).toEqual([]);
  });

  async function askedUnitWithAnAccount(): Promise<Username> {
    let asked: { id: string; unitType: string }[] = [];
    await as("seat", "/", async (page) => {
      asked = (await inquiry(page)).lettersSent.map(({ unit }) => unit);
    });
    const types = new Set(asked.map(({ unitType }) => unitType));
    for (const { username, role, unitType = "" } of DEMO_ACCOUNTS) {
      if (role !== "OWNER_UNIT" || !types.has(unitType)) continue;
      let own = false;
      await as(username as Username, "/claims", async (page) => {
        const { account } = await read(page, readSession, "/api/session");
        own = asked.some(({ id }) => id === account?.unit?.id);
      });
      if (own) return username as Username;
    }
    throw new Error("no unit that was asked has an account");
  }
});
