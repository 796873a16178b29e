import type { Locator, Page } from "playwright-core";
import { getComponent, listComponents } from "../../server/contract/registry.ts";
import cases from "../cases/strings.zh.ts";
import claims from "../claims/strings.zh.ts";
import inquiries from "../inquiries/strings.zh.ts";
import words from "../matter/words.zh.ts";
import { choose, give, photograph, read } from "./gestures.ts";

/** Steps of the mechanism that several journeys take. */

/** A cover whose owner nobody knows, on a public road, as a map or a search would find it. */
export async function ownerlessCoverOnARoad(page: Page): Promise<string> {
  const { items } = await read(page, listComponents, "/api/components?status=UNKNOWN&group=COVER&limit=50");
  for (const { id } of items) {
    const { areas, roles } = await read(page, getComponent, `/api/components/${id}`);
    const kinds = new Set(areas.map(({ kind }) => kind));
    const premises = ["COMPOUND", "FACTORY", "PARCEL", "CONSTRUCTION"].some((kind) => kinds.has(kind));
    if (kinds.has("ROAD") && !premises && roles.every(({ role }) => role !== "owner")) return id;
  }
  throw new Error("the sample town has no ownerless cover on a road");
}

/** The seat's form for a missing cover, opened from the component by keyboard; Control+Enter files it. */
export async function missingCover(page: Page, componentId: string): Promise<Locator> {
  await page.goto(`/?component=${componentId}`);
  await page.locator(".detail .status-chip", { hasText: words.status.UNKNOWN }).first().waitFor();
  await page.keyboard.press("n");
  const filing = page.getByRole("form", { name: cases.filing.title, exact: true });
  await filing.getByText(cases.filing.owners).waitFor();
  await filing.getByRole("radio", { name: words.defect.MISSING, exact: true }).press("Space");
  return filing;
}

export async function survey(page: Page): Promise<void> {
  await give(page, inquiries.command.RECORD_SITE_SURVEY, async (form) => {
    await photograph(form);
    await form.getByLabel(inquiries.form.contents).fill("污水，有气味");
  });
}

export async function foundOnPublicGround(page: Page): Promise<void> {
  await give(page, inquiries.command.CHECK_PARCEL, (form) =>
    form.getByText(inquiries.form.parcelPUBLIC).click(),
  );
}

export async function signBackstop(page: Page): Promise<void> {
  await give(page, inquiries.command.SIGN_BACKSTOP);
  await page.locator(".inquiry-panel .status-chip", { hasText: words.status.BACKSTOP }).waitFor();
}

/** A unit claims what is in backstop, with a map; `shown` looks at the filled-in form. */
export async function claimLate(page: Page, shown?: () => Promise<void>): Promise<void> {
  await page.getByText(claims.late.title).waitFor();
  await page.keyboard.press("1");
  const form = page.locator(".answer form");
  await choose(form, claims.kind, words.evidence.PIPE_MAP);
  await photograph(form);
  await shown?.();
  await page.keyboard.press("Control+Enter");
  await page.getByText(claims.claimOpen).waitFor();
}
