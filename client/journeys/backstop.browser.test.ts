import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { getInquiry } from "../../server/contract/inquiries.ts";
import { componentCandidates } from "../../server/contract/registry.ts";
import audit from "../audit/strings.zh.ts";
import english from "../inquiries/strings.en.ts";
import inquiries from "../inquiries/strings.zh.ts";
import ui from "../ui/strings.zh.ts";
import englishUi from "../ui/strings.en.ts";
import words from "../matter/words.zh.ts";
import { choose, give, photograph, read } from "./gestures.ts";
import { ownerlessCoverOnARoad, signBackstop, survey } from "./mechanism-steps.ts";
import { picture } from "./people.ts";
import { inOrder, stage } from "./stage.ts";

const play = stage(1500);
const { as } = play;

const LEFT_OUT = "登记的线网已废弃，现场开井无该类管线";
const GROUND = "新建小区围墙内，地图尚未更新";
const EMERGENCY = "紧邻小学校门，等不到公告期满";
const CREW = "禾筑市政工程有限公司";

describe("guard 3: whatever is set aside before a backstop is said by who does it and read by who signs", () => {
  let inquiryId: string;
  let asked: { id: string; nameZh: string };
  inOrder();

  const inquiryPath = (language = "zh") => `/inquiries?inquiry=${inquiryId}&lang=${language}`;
  const inquiry = (page: Page) => read(page, getInquiry, `/api/inquiries/${inquiryId}`);

  it("the seat opens it for one unit alone; the form of letters has chosen the others, and asks why they are left out", async () => {
    await as("seat", "/", async (page) => {
      const componentId = await ownerlessCoverOnARoad(page);
      const { toAsk } = await read(page, componentCandidates, `/api/components/${componentId}/candidates`);
      expect(toAsk.length, "who ought to be asked").toBeGreaterThan(2);
      asked = toAsk[0]?.unit ?? { id: "", nameZh: "" };
      inquiryId = await openFor(page, componentId, asked.id);
      await page.goto(inquiryPath("en"));
      await shown(page, english.command.SEND_LETTERS, "backstop-1-letters-en", englishUi);
      await page.goto(inquiryPath());
      await give(page, inquiries.command.SEND_LETTERS, async (form) => {
        const chosen = form.locator(".ant-select-selection-item-remove");
        await chosen.first().waitFor();
        expect(await chosen.count()).toBe(toAsk.length - 1);
        while ((await chosen.count()) > 0) await chosen.first().click();
        await form.getByRole("alert").waitFor();
        await choose(form, inquiries.form.reason, words.reason.MAP_OUTDATED);
        await form.getByLabel(inquiries.form.reasonText).fill(LEFT_OUT);
        await picture(page, "backstop-2-left-out");
      });
      expect((await inquiry(page)).file.leftOut).toHaveLength(toAsk.length - 1);
      await give(page, inquiries.command.ANSWER, async (form) => {
        await choose(form, inquiries.form.unit, asked.nameZh);
        await form.getByText(words.answer.DENY, { exact: true }).click();
        await choose(form, inquiries.form.reason, words.denialReason.OTHER_UNITS_LINE);
        await photograph(form);
      });
    });
    await as("grid", inquiryPath(), (page) => survey(page));
  });

  it("the parcel check shows what the map says, and asks why the ground is private all the same", async () => {
    await as("seat", inquiryPath("en"), (page) =>
      shown(
        page,
        english.command.CHECK_PARCEL,
        "backstop-3-parcel-en",
        englishUi,
        english.form.parcelPRIVATE,
      ),
    );
    await as("seat", inquiryPath(), async (page) => {
      await give(page, inquiries.command.CHECK_PARCEL, async (form) => {
        await form.getByText(inquiries.form.parcelPRIVATE).click();
        await form.getByText(inquiries.form.mapOutside).waitFor();
        await form.getByText(inquiries.form.mapAgainst).waitFor();
        await choose(form, inquiries.form.reason, words.reason.COMPOUND_UNMAPPED);
        await form.getByLabel(inquiries.form.reasonText).fill(GROUND);
        await picture(page, "backstop-4-parcel");
      });
    });
  });

  it("a company is proposed as custodian with its consent, and the emergency comes from the list", async () => {
    await as("seat", inquiryPath("en"), (page) =>
      shown(page, english.command.PROPOSE_BACKSTOP, "backstop-5-propose-en", englishUi),
    );
    await as("seat", inquiryPath(), async (page) => {
      await give(page, inquiries.command.PROPOSE_BACKSTOP, async (form) => {
        await choose(form, inquiries.form.custodian, CREW);
        await photograph(form);
        await form.getByText(inquiries.form.overrides).click();
        await choose(form, inquiries.form.emergency, words.emergency.CROWDED_PLACE);
        await form.getByLabel(inquiries.form.reasonText).fill(EMERGENCY);
        await picture(page, "backstop-6-propose");
      });
    });
  });

  it("the convener reads every reason in words beside the list, and signs", async () => {
    await as("convener", inquiryPath(), async (page) => {
      const card = page.locator(".proposal-card");
      for (const said of [LEFT_OUT, GROUND, EMERGENCY]) await card.getByText(said).waitFor();
      await card.getByText(inquiries.proposal.consent).waitFor();
      await picture(page, "backstop-7-to-sign");
      await page.goto(inquiryPath("en"));
      await card.getByText(EMERGENCY).waitFor();
      await picture(page, "backstop-8-to-sign-en");
      await page.goto(inquiryPath());
      await signBackstop(page);
      await picture(page, "backstop-9-signed");
    });
  });

  it("the auditor finds them in the list of decisions, and beside the backstop", async () => {
    await as("auditor", `/audit?inquiry=${inquiryId}&lang=zh`, async (page) => {
      await page.getByText(audit.backstops.why.mapOUTSIDE).waitFor();
      await page.getByText(audit.backstops.why.byConsent).waitFor();
      await picture(page, "backstop-10-why");
      await page.goto("/audit?tab=decisions");
      await page.getByRole("row", { name: words.event.UNITS_LEFT_OUT }).first().waitFor();
      await page.getByRole("row", { name: words.event.PARCEL_CHECKED }).first().waitFor();
      await picture(page, "backstop-11-decisions");
    });
    expect(play.people.complaints).toEqual([]);
  });

  async function openFor(page: Page, componentId: string, unitId: string): Promise<string> {
    return await page.evaluate(
      async (body) => {
        const answer = await fetch("/api/inquiries", {
          method: "POST",
          headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
          body: JSON.stringify(body),
        });
        const { id } = (await answer.json()) as { id: string };
        return id;
      },
      { componentId, origin: "REGISTRY", unitIds: [unitId] },
    );
  }

  /** Opens a form for a picture and leaves it; `press` is chosen in it first. */
  async function shown(
    page: Page,
    command: string,
    name: string,
    texts: typeof ui,
    press?: string,
  ): Promise<void> {
    const bar = page.getByRole("toolbar", { name: texts.commands.bar, exact: true });
    const direct = bar.getByRole("button", { name: command, exact: true });
    const others = bar.getByRole("button", { name: texts.commands.others });
    await direct.or(others).first().waitFor();
    if (await direct.isVisible()) await direct.click();
    else {
      await others.click();
      await page.getByRole("menuitem", { name: command, exact: true }).click();
    }
    const form = page.getByRole("form", { name: command, exact: true });
    await form.waitFor();
    if (press) await form.getByText(press).click();
    await picture(page, name);
  }
});
