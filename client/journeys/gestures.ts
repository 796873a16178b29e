import type { Locator, Page } from "playwright-core";
import type { Endpoint } from "../../server/contract/endpoint.ts";
import type { z } from "zod";
import cases from "../cases/strings.zh.ts";
import matter from "../matter/strings.zh.ts";

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
  const bar = page.getByRole("toolbar", { name: cases.panel.others });
  const begins = new RegExp(`^${command}`);
  await bar.waitFor();
  const direct = bar.getByRole("button", { name: begins });
  if (await direct.isVisible()) await direct.click();
  else {
    await bar.getByRole("button", { name: cases.panel.others }).click();
    await page.getByRole("menuitem", { name: begins }).click();
  }
  const form = page.getByRole("form", { name: command });
  await fill(form);
  await form.getByRole("button", { name: command, exact: true }).click();
  await form.waitFor({ state: "detached" });
}

/** Chooses one entry of a list box. */
export async function choose(form: Locator, label: string, entry: string): Promise<void> {
  const box = form.getByLabel(label, { exact: true });
  const open = form.page().locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  const option = open.locator(".ant-select-item-option", { hasText: entry }).first();
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

/** Adds one picture and waits until it has arrived. */
export async function photograph(form: Locator, path: string, label?: string): Promise<void> {
  const field = label
    ? form.locator(".ant-form-item", { has: form.page().getByText(label, { exact: true }) })
    : form;
  await field.getByLabel(matter.photo.take).first().setInputFiles(path);
  await field.getByRole("button", { name: matter.photo.remove }).first().waitFor();
}
