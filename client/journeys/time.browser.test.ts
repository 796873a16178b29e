import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEMO_ACCOUNTS } from "../../scripts/sample/demo-accounts.ts";
import { getCase } from "../../server/contract/cases.ts";
import { getInquiry } from "../../server/contract/inquiries.ts";
import { getComponent, listComponents } from "../../server/contract/registry.ts";
import { readSession } from "../../server/contract/session.ts";
import cases from "../cases/strings.zh.ts";
import claims from "../claims/strings.zh.ts";
import inquiries from "../inquiries/strings.zh.ts";
import words from "../matter/words.zh.ts";
import shell from "../shell/strings.zh.ts";
import { choose, give, photograph, read } from "./gestures.ts";
import { openBrowser, People, picture, type Username } from "./people.ts";
import { openTown, type Town } from "./town.ts";

const HOUR_MS = 3_600_000;
/** A day in which much becomes due takes a slow machine a while. */
const MOVE_MS = 120_000;

let town: Town;
let browser: Browser;
let people: People;
let folder: string;
let photo: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "youzhu-time-"));
  photo = join(folder, "spot.jpg");
  await sharp({ create: { width: 640, height: 480, channels: 3, background: "#6a7076" } })
    .composite([{ input: Buffer.from('<svg><circle cx="300" cy="250" r="140" fill="#0b0b0b"/></svg>') }])
    .jpeg()
    .toFile(photo);
  [town, browser] = await Promise.all([openTown(1500), openBrowser()]);
  people = new People(browser, town.url);
});

afterAll(async () => {
  await browser?.close();
  await town?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function as(username: Username, path: string, step: (page: Page) => Promise<void>): Promise<void> {
  const page = await people.open(username, path);
  try {
    await step(page);
  } catch (error) {
    await picture(page, `time-failed-${username}`);
    throw error;
  } finally {
    await page.close();
  }
}

describe("with its clock moved on, a town shows the whole mechanism: silence, survey, notice, backstop and a late claim", () => {
  let componentId: string;
  let caseId: string;
  let inquiryId: string;
  /** Stands open all the time and is never loaded again. */
  let trainer: Page;
  let broken = false;

  beforeEach((context) => {
    if (broken) context.skip("an earlier step of the journey failed");
  });
  afterEach(({ task }) => {
    broken ||= task.result?.state === "fail";
  });

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
    trainer = await people.open("admin", "/");
    await trainer.getByRole("group", { name: shell.training.move }).waitFor();
    await as("seat", "/", async (page) => {
      await page.locator(".top-bar").waitFor();
      expect(await bandOf(page).count()).toBe(0);
    });
  });

  it("a hole on an ownerless cover is filed, guarded and made safe", async () => {
    await as("seat", "/", async (page) => {
      componentId = await ownerlessCoverOnARoad(page);
      await page.goto(`/?component=${componentId}`);
      await page.locator(".detail .status-chip", { hasText: words.status.UNKNOWN }).first().waitFor();
      await page.keyboard.press("n");
      const filing = page.getByRole("form", { name: cases.filing.title, exact: true });
      await filing.getByText(cases.filing.owners).waitFor();
      await filing.getByRole("radio", { name: words.defect.MISSING, exact: true }).press("Space");
      await page.keyboard.press("Control+Enter");
      await page.getByRole("article").getByRole("heading", { name: words.defect.MISSING }).waitFor();
      caseId = new URL(page.url()).searchParams.get("case") ?? "";
      inquiryId = (await read(page, getCase, `/api/cases/${caseId}`)).inquiries[0]?.id ?? "";
      expect((await inquiry(page)).lettersSent.length).toBeGreaterThan(0);
    });
    await as("grid", casePath(), (page) =>
      give(page, cases.command.GUARD, (form) => photograph(form, photo)),
    );
    await as("dept", casePath(), (page) =>
      give(page, cases.command.MAKE_SAFE, async (form) => {
        await form.getByLabel(cases.form.measure).fill(cases.measures.PLATE);
        await photograph(form, photo);
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
    await as("grid", inquiryPath(), (page) =>
      give(page, inquiries.command.RECORD_SITE_SURVEY, async (form) => {
        await photograph(form, photo);
        await form.getByLabel(inquiries.form.contents).fill("污水，有气味");
      }),
    );
    await as("seat", inquiryPath(), async (page) => {
      await give(page, inquiries.command.CHECK_PARCEL, (form) =>
        form.getByText(inquiries.form.parcelPUBLIC).click(),
      );
      await give(page, inquiries.command.PUBLISH_NOTICE);
      expect((await inquiry(page)).state).toBe("NOTICE");
      await daysUntil(async () => (await inquiry(page)).proposal !== null, 60);
      await picture(page, "time-2-proposed");
    });
  });

  it("the convener signs, and whoever comes late is heard", async () => {
    await as("convener", inquiryPath(), async (page) => {
      await give(page, inquiries.command.SIGN_BACKSTOP);
      await page.locator(".inquiry-panel .status-chip", { hasText: words.status.BACKSTOP }).waitFor();
    });
    const claimant = await askedUnitWithAnAccount();
    await as(claimant, `/claims?tab=answered&inquiry=${inquiryId}`, async (page) => {
      await page.getByText(claims.late.title).waitFor();
      await page.keyboard.press("1");
      await choose(page.locator(".answer form"), claims.kind, words.evidence.PIPE_MAP);
      await photograph(page.locator(".answer form"), photo);
      await page.keyboard.press("Control+Enter");
      await page.getByText(claims.claimOpen).waitFor();
      await picture(page, "time-3-late-claim");
    });
    await as("seat", inquiryPath(), async (page) => {
      await page.getByText(inquiries.claim.OPEN).first().waitFor();
    });
  });

  it("no page complained meanwhile", async () => {
    await trainer.close();
    expect(people.complaints).toEqual([]);
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

/** A cover whose owner nobody knows, on a public road. */
async function ownerlessCoverOnARoad(page: Page): Promise<string> {
  const { items } = await read(page, listComponents, "/api/components?status=UNKNOWN&group=COVER&limit=50");
  for (const { id } of items) {
    const { areas, roles } = await read(page, getComponent, `/api/components/${id}`);
    const kinds = new Set(areas.map(({ kind }) => kind));
    const premises = ["COMPOUND", "FACTORY", "PARCEL", "CONSTRUCTION"].some((kind) => kinds.has(kind));
    if (kinds.has("ROAD") && !premises && roles.every(({ role }) => role !== "owner")) return id;
  }
  throw new Error("the sample town has no ownerless cover on a road");
}
