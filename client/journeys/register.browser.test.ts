import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { getComponent, listComponents } from "../../server/contract/registry.ts";
import { listRegisterChanges } from "../../server/contract/register-changes.ts";
import matter from "../matter/strings.zh.ts";
import words from "../matter/words.zh.ts";
import registry from "../registry/strings.zh.ts";
import { choose, confirmChange, edit, photograph, read } from "./gestures.ts";
import { picture } from "./people.ts";
import { stage } from "./stage.ts";

const play = stage(600);
const { as } = play;

/** Covers that somebody owns, and nothing is open on; none used twice. */
let taken = 0;
async function cover(page: Page): Promise<string> {
  const { items } = await read(page, listComponents, "/api/components?group=COVER&status=CONFIRMED&limit=50");
  const free = items.filter(({ classCode, openCaseCount }) => classCode === "0102" && openCaseCount === 0);
  const id = free[taken++]?.id;
  if (!id) throw new Error("the town has no such cover left");
  return id;
}
const file = (page: Page, id: string) => read(page, getComponent, `/api/components/${id}`);
/** The same page in English, for the pictures. */
async function inEnglish(page: Page, name: string): Promise<void> {
  const zh = page.url();
  await page.goto(`${zh}${zh.includes("?") ? "&" : "?"}lang=en`);
  await page.locator(".proposal-card").first().waitFor();
  await picture(page, `${name}-en`);
  await page.goto(`${zh}&lang=zh`);
}

describe("guard 10: what one person proposes about the register, another confirms", () => {
  it("a cover is retired by the seat and the lead, who finds it on the workbench", async () => {
    const id = await as("seat", "/", async (page) => {
      const id = await cover(page);
      await page.goto(`/?component=${id}`);
      const fill = async (form: Parameters<typeof photograph>[0]) => {
        await form.getByLabel(registry.edit.reason, { exact: true }).fill("道路改造时已拆除");
        await photograph(form);
      };
      await edit(page, registry.edit.retire, fill, () => picture(page, "register-1-retire"));
      await page.getByText(registry.done.proposed).waitFor();
      await page.getByText(registry.proposal.RETIRE).waitFor();
      // Its own word is no second one; it may be taken back.
      const yes = page.getByRole("button", { name: registry.proposal.confirm, exact: true });
      expect(await yes.isDisabled()).toBe(true);
      await page.getByRole("button", { name: registry.proposal.takeBack, exact: true }).waitFor();
      await picture(page, "register-2-proposed");
      await inEnglish(page, "register-2-proposed");
      return id;
    });
    await as("lead", "/", async (page) => {
      const list = page.locator(".register-changes");
      await list.locator("summary").click();
      await picture(page, "register-3-list");
      await list.getByRole("link", { name: words.change.RETIRE }).first().click();
      await page.getByText(registry.proposal.RETIRE).waitFor();
      await picture(page, "register-4-confirm");
      await confirmChange(page);
      expect((await file(page, id)).retired).toBe(true);
    });
    await as("auditor", "/audit?tab=decisions", async (page) => {
      await page.getByText("注销部件").first().waitFor();
      await picture(page, "register-5-audit");
    });
  });

  it("D26: a cover is hidden from its units by two, and shown to them again by two", async () => {
    const change = async (page: Page, code: string, name: string) => {
      const fill = async (form: Parameters<typeof photograph>[0]) => {
        await choose(form, registry.edit.newClass, code);
        await form.getByText(registry.edit.restrictionByTwo).waitFor();
        await form.getByLabel(registry.edit.reason, { exact: true }).fill("踏勘发现为专用井");
      };
      await edit(page, registry.edit.classCode, fill, () => picture(page, name));
      await page.getByText(registry.done.proposed).waitFor();
    };
    const id = await as("seat", "/", async (page) => {
      const id = await cover(page);
      await page.goto(`/?component=${id}`);
      await change(page, "0130", "register-6-class");
      expect((await file(page, id)).restricted).toBe(false);
      return id;
    });
    await as("lead", `/?component=${id}`, async (page) => {
      await page.getByText(registry.proposal.hides).waitFor();
      await inEnglish(page, "register-7-hides");
      await page.getByText(registry.proposal.hides).waitFor();
      await confirmChange(page);
      expect((await file(page, id)).restricted).toBe(true);
      await page.goto(`/?component=${id}`);
      await change(page, "0102", "register-8-class-back");
    });
    await as("convener", `/?component=${id}`, async (page) => {
      await page.getByText(registry.proposal.shows).waitFor();
      await confirmChange(page);
      expect(await file(page, id)).toMatchObject({ restricted: false, classCode: "0102" });
    });
  });
});

describe("guard 5: the past days of whoever maintains it are corrected in front of those whose days they are", () => {
  it("the seat names a maintainer from a past day, both units are asked, one objects, the convener decides", async () => {
    const { id, units } = await as("seat", "/", async (page) => {
      const id = await cover(page);
      await page.goto(`/?component=${id}`);
      const fill = async (form: Parameters<typeof photograph>[0]) => {
        await choose(form, registry.edit.role, words.role.maintainer);
        const from = form.getByLabel(registry.edit.from, { exact: true });
        await from.fill("2025-01-01");
        await from.press("Enter");
        await choose(form, registry.edit.unit, "燃气");
        await form.getByLabel(registry.edit.basis).fill("养护合同");
        await photograph(form);
        await form.getByText(registry.edit.correction).waitFor();
      };
      await edit(page, registry.edit.assign, fill, () => picture(page, "register-9-correction"));
      await page.getByText(registry.done.proposed).waitFor();
      const proposal = (await file(page, id)).roleProposal;
      await picture(page, "register-10-asked");
      await inEnglish(page, "register-10-asked");
      return { id, units: proposal?.correction?.asked ?? [] };
    });
    expect(units.length).toBeGreaterThan(0);
    await as("gas", "/claims", async (page) => {
      const list = page.locator(".register-changes");
      await list.getByText(words.change.CORRECTION).waitFor();
      await picture(page, "register-11-unit");
      await list.getByRole("link").first().click();
      await page.getByRole("button", { name: registry.correction.answer, exact: true }).click();
      const form = page.getByRole("form", { name: registry.correction.answer, exact: true });
      await form.getByText(registry.correction.objects, { exact: true }).click();
      await form.getByLabel(registry.correction.words).fill("我方从未签订过这份养护合同");
      await picture(page, "register-12-answer");
      await form.getByRole("button", { name: registry.correction.answer, exact: true }).click();
      await form.waitFor({ state: "detached" });
    });
    // The others have no account in this town or answer on paper: the seat enters their letters.
    await as("seat", `/?component=${id}`, async (page) => {
      const enter = page.getByRole("button", { name: registry.correction.enter, exact: true });
      await page.locator(".correction-list").getByText(registry.correction.objects).waitFor();
      for (let left = units.length - 1; left > 0; left -= 1) {
        await enter.first().click();
        const form = page.locator("form.command-form");
        await form.getByText(registry.correction.agrees).click();
        await photograph(form);
        await form.locator("button[type=submit]").click();
        await form.waitFor({ state: "detached" });
      }
      await picture(page, "register-13-heard");
    });
    await as("convener", `/?component=${id}`, async (page) => {
      await page.getByRole("button", { name: registry.proposal.confirm, exact: true }).click();
      const form = page.getByRole("form", { name: registry.proposal.confirm, exact: true });
      await choose(form, registry.edit.reason, words.reason.HANDED_OVER_ON_PAPER);
      await form.getByLabel(registry.proposal.inWords).fill("移交清单载明自2025年起由其养护");
      await picture(page, "register-14-despite");
      await form.getByRole("button", { name: registry.proposal.confirm, exact: true }).click();
      await form.waitFor({ state: "detached" });
      const { roles, corrected } = await file(page, id);
      expect(roles.find(({ role, to }) => role === "maintainer" && to === null)?.from).toBe("2025-01-01");
      expect(corrected.length).toBe(units.length - 1);
      await page.getByText(matter.history.despite.replace("{{units}}", "")).first().waitFor();
      await picture(page, "register-15-corrected");
      const { items } = await read(page, listRegisterChanges, "/api/registry/changes");
      expect(items.filter(({ componentId }) => componentId === id)).toEqual([]);
    });
    expect(play.people.complaints.filter((line) => !/409|net::ERR_FAILED/.test(line))).toEqual([]);
  });
});
