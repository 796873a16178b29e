import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { caseHistory, getCase, reportCase } from "../../server/contract/cases.ts";
import { listComponents } from "../../server/contract/registry.ts";
import fieldEn from "../field/strings.en.ts";
import field from "../field/strings.zh.ts";
import shellEn from "../shell/strings.en.ts";
import shell from "../shell/strings.zh.ts";
import { read, shot } from "./gestures.ts";
import { picture } from "./people.ts";
import { stage } from "./stage.ts";

const PHONE = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  permissions: ["geolocation"],
};

const play = stage(400);

/** The seat files a missing cover that nobody owns; answers the case. */
async function fileDanger(): Promise<{ id: string; address: string; lon: number; lat: number }> {
  const page = await play.people.open("seat", "/inquiries");
  const { items } = await read(page, listComponents, "/api/components?status=UNKNOWN&group=COVER&limit=1");
  const [cover] = items;
  if (!cover) throw new Error("the town has no ownerless cover");
  const answer = await page.request.post(reportCase.path, {
    headers: { "X-Youzhu": "1", "Idempotency-Key": crypto.randomUUID(), Origin: play.town.url },
    data: { componentId: cover.id, defect: "MISSING", danger: true, file: true },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  await page.close();
  const { id } = reportCase.answer.parse(await answer.json());
  return { id, address: cover.address, ...cover.position };
}

/** The shell of pages that the phone keeps is there once the page was opened with a network, twice. */
async function keepPages(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await page.locator(".field").waitFor();
}

const tab = (page: Page, name: keyof typeof field.tabs) =>
  page
    .getByRole("navigation", { name: field.title, exact: true })
    .getByRole("button", { name: field.tabs[name], exact: true });

describe("a phone without a network", () => {
  it("guards a hole, is closed, is opened again, and the guard arrives once", async () => {
    const danger = await fileDanger();
    const page = await play.people.open("dept", "/field", {
      ...PHONE,
      geolocation: { longitude: danger.lon, latitude: danger.lat, accuracy: 8 },
    });
    await keepPages(page);
    await page.locator(".task", { hasText: danger.address }).click();
    await page.getByRole("button", { name: field.work.GUARD, exact: true }).waitFor();
    await picture(page, "field-task");
    const context = page.context();

    await context.setOffline(true);
    await page.getByRole("button", { name: field.work.GUARD, exact: true }).click();
    const form = page.getByRole("form", { name: field.work.GUARD, exact: true });
    await form.locator("input[type=file]").setInputFiles(await shot());
    await form.locator(".shot-tile img").waitFor();
    await form.getByRole("button", { name: field.work.GUARD, exact: true }).click();
    await page.locator(".outbox-row", { hasText: field.outbox.waiting }).waitFor();
    await page.close();

    const again = await context.newPage();
    await again.goto("/field?tab=outbox");
    const row = again.locator(".outbox-row");
    await row.filter({ hasText: field.outbox.waiting }).waitFor();
    await picture(again, "field-outbox-offline");

    await context.setOffline(false);
    await row.filter({ hasText: field.outbox.sent }).waitFor();
    await picture(again, "field-outbox-sent");
    const file = await read(again, getCase, `/api/cases/${danger.id}`);
    expect(file).toMatchObject({ state: "GUARDED", openDanger: true });
    expect(file.photoIds).toHaveLength(1);
    const { items } = await read(again, caseHistory, `/api/cases/${danger.id}/history`);
    expect(items.filter(({ kind }) => kind === "CASE_GUARDED")).toHaveLength(1);
    await again.close();
    expect(play.people.complaints.filter((line) => !line.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
  });

  it("changes the language, and opens in it again", async () => {
    const page = await play.people.open("dept", "/field", PHONE);
    await keepPages(page);
    const context = page.context();
    await context.setOffline(true);
    await page.getByRole("button", { name: shell.account.menu, exact: true }).click();
    await page.getByRole("menuitem", { name: shell.account.language, exact: true }).click();
    const english = (page: Page) => page.getByRole("navigation", { name: fieldEn.title, exact: true });
    await english(page).waitFor();
    await page.close();

    const again = await context.newPage();
    await again.goto("/field");
    await english(again).waitFor();
    await picture(again, "field-english-offline");
    await again.getByRole("button", { name: shellEn.account.menu, exact: true }).click();
    await again.getByRole("menuitem", { name: shellEn.account.language, exact: true }).click();
    await tab(again, "tasks").waitFor();
    await context.setOffline(false);
    await again.close();
    expect(play.people.complaints.filter((line) => !line.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
  });

  it("keeps a report that is half written", async () => {
    const page = await play.people.open("grid", "/field?tab=report", {
      ...PHONE,
      geolocation: { longitude: 113.05, latitude: 23.03, accuracy: 8 },
    });
    await page.goto("/field?tab=report");
    const form = page.getByRole("form", { name: field.tabs.report, exact: true });
    await form.locator("input[type=file]").setInputFiles(await shot());
    await form.locator(".shot-tile img").waitFor();
    await form.getByRole("textbox").fill("学校门口");
    await tab(page, "tasks").click();
    // Read back before the page goes: what is still on its way to the disk when a page is reloaded may be lost with it.
    await tab(page, "report").click();
    await page.getByText(field.report.draft).waitFor();
    await page.reload();
    await tab(page, "report").click();
    await page.getByText(field.report.draft).waitFor();
    expect(await form.getByRole("textbox").inputValue()).toBe("学校门口");
    await form.locator(".shot-tile img").waitFor();
    await picture(page, "field-report");
    await page.close();
  });
});
