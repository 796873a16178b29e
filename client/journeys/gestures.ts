import { randomInt } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import sharp from "sharp";
import type { Endpoint } from "../../server/contract/endpoint.ts";
import type { z } from "zod";
import matter from "../matter/strings.zh.ts";
import registry from "../registry/strings.zh.ts";
import ui from "../ui/strings.zh.ts";

/** How long a command that is not offered yet is waited for before the bar is read again. */
const OFFERED_MS = 15_000;

const SHANGHAI_AHEAD_MS = 8 * 3_600_000;

/** Reads what the API answers this page's person, checked against the contract. */
export async function read<Answer extends z.ZodType>(
  page: Page,
  endpoint: { readonly answer: Answer } & Pick<Endpoint, "method">,
  path: string,
): Promise<z.infer<Answer>> {
  const answer = await page.request.get(path);
  if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`);
  return endpoint.answer.parse(await answer.json());
}

/**
 * Gives one command from the bar of a case or an inquiry: as its button, or under 其他操作; fills its form, and waits until it
 * is taken, which closes the form.
 */
export async function give(
  page: Page,
  command: string,
  fill: (form: Locator) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const bar = page.getByRole("toolbar", { name: ui.commands.bar, exact: true });
  const direct = bar.getByRole("button", { name: command, exact: true });
  const others = bar.getByRole("button", { name: ui.commands.others });
  const listed = page.getByRole("menuitem", { name: command, exact: true });
  // The bar is drawn anew when the last command has gone through: wait until it offers this one, in one way or the other.
  await direct.or(others).first().waitFor();
  for (let tries = 1; ; tries += 1) {
    if (await direct.isVisible()) {
      await direct.click();
      break;
    }
    try {
      await others.click({ timeout: OFFERED_MS });
      await listed.click({ timeout: OFFERED_MS });
      break;
    } catch (error) {
      if (tries === 4) throw error;
      await page.keyboard.press("Escape");
    }
  }
  const form = page.getByRole("form", { name: command, exact: true });
  await fill(form);
  await form.getByRole("button", { name: command, exact: true }).click();
  await form.waitFor({ state: "detached" });
}

/** Corrects a component: chooses the correction by its name, fills its form, and waits until it is taken. */
export async function edit(
  page: Page,
  name: string,
  fill: (form: Locator) => Promise<unknown>,
  shown?: () => Promise<void>,
): Promise<void> {
  await page.getByRole("button", { name: registry.edit.more }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
  const form = page.getByRole("form", { name, exact: true });
  await fill(form);
  await shown?.();
  await form.getByRole("button", { name, exact: true }).click();
  await form.waitFor({ state: "detached" });
}

/** The second person's yes to what waits on the panel of a component. */
export async function confirmChange(page: Page): Promise<void> {
  const yes = page.getByRole("button", { name: registry.proposal.confirm, exact: true });
  await yes.click();
  await yes.waitFor({ state: "detached" });
}

/** Chooses one entry of a list box. */
export async function choose(form: Locator, label: string, entry: string): Promise<void> {
  const box = form.getByLabel(label, { exact: true });
  const open = form.page().locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  // Strictly one: of two that match, the first would be chosen by chance.
  const option = open.locator(".ant-select-item-option", { hasText: entry });
  for (let tries = 1; ; tries += 1) {
    // A list that has the focus of its own accord may close under the first click.
    if ((await box.getAttribute("aria-expanded")) !== "true") await box.click();
    // Long lists are drawn in part; those that can be searched are narrowed first.
    if (await box.isEditable()) await box.fill(entry);
    try {
      return await option.click({ timeout: 8000 });
    } catch (error) {
      if (tries === 4) throw error;
    }
  }
}

/** Chooses the day that lies `ahead` days after today in a calendar, which opens at this month: that day may be in the next. */
export async function pickDay(form: Locator, label: string, ahead: number): Promise<void> {
  const page = form.page();
  const today = new Date(Date.now() + SHANGHAI_AHEAD_MS).toISOString().slice(0, 10);
  const day = new Date(Date.parse(today) + ahead * 86_400_000).toISOString().slice(0, 10);
  await form.getByLabel(label).click();
  const calendar = page.locator(".ant-picker-dropdown:not(.ant-picker-dropdown-hidden)");
  const cell = calendar.locator(`td.ant-picker-cell-in-view[title="${day}"]`);
  const shown = calendar.locator("td.ant-picker-cell-in-view").first();
  for (;;) {
    const first = await shown.getAttribute("title");
    if (first?.slice(0, 7) === day.slice(0, 7)) break;
    await calendar.locator(".ant-picker-header-next-btn").click();
    await calendar.locator(`td.ant-picker-cell-in-view[title="${first}"]`).waitFor({ state: "detached" });
  }
  await cell.click();
}

/** A picture of a hole as a phone takes it: another one each time, because one picture proves one step. */
export async function shot(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const [x, y, red] = [200 + randomInt(240), 180 + randomInt(120), 90 + randomInt(60)];
  const buffer = await sharp({
    create: { width: 640, height: 480, channels: 3, background: { r: red, g: 117, b: 122 } },
  })
    .composite([
      {
        input: Buffer.from(
          `<svg width="640" height="480"><circle cx="${x}" cy="${y}" r="150" fill="#111"/></svg>`,
        ),
      },
    ])
    .jpeg()
    .toBuffer();
  return { name: `spot-${x}-${y}-${red}.jpg`, mimeType: "image/jpeg", buffer };
}

/** Adds one new picture and waits until it has arrived. */
export async function photograph(form: Locator, label?: string): Promise<void> {
  const field = label
    ? form.locator(".ant-form-item", { has: form.page().getByText(label, { exact: true }) })
    : form;
  await field
    .getByLabel(matter.photo.take)
    .first()
    .setInputFiles(await shot());
  await field.getByRole("button", { name: matter.photo.remove }).first().waitFor();
}
