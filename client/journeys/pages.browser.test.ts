import { describe, expect, it } from "vitest";
import admin from "../admin/strings.zh.ts";
import cases from "../cases/strings.zh.ts";
import field from "../field/strings.zh.ts";
import shellEn from "../shell/strings.en.ts";
import shell from "../shell/strings.zh.ts";
import { picture } from "./people.ts";
import { stage } from "./stage.ts";

const play = stage(400);

/** Runs in the page before anything else of it: notes whatever looks like the name of a word where a word should be. */
function noteNames(): void {
  const seen = new Set<string>();
  Object.assign(globalThis, { namesSeen: seen });
  new MutationObserver(() => {
    for (const [name] of (document.body?.innerText ?? "").matchAll(/\b(login|account|nav|error)\.[a-zA-Z]+/g))
      seen.add(name);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

describe("the words of a language are loaded when they are read", () => {
  it.each([
    { locale: "zh-CN", own: "zh", foreign: "en", words: shell, others: shellEn },
    { locale: "en-GB", own: "en", foreign: "zh", words: shellEn, others: shell },
  ])(
    "a page in $locale has its own at the first sight, and the others when the reader asks for them",
    async (reader) => {
      const { locale, own, foreign, words, others } = reader;
      const context = await play.people.context({ locale });
      await context.addInitScript(noteNames);
      const page = await context.newPage();
      const loaded: string[] = [];
      page.on("request", (request) => {
        const list = /assets\/(zh|en)-[^/]+\.js$/.exec(request.url())?.[1];
        if (list) loaded.push(list);
      });
      await page.goto("/");
      await page.getByRole("button", { name: words.login.submit, exact: true }).waitFor();
      expect(loaded).toEqual([own]);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(own === "en" ? "en" : "zh-CN");
      await page.getByRole("button", { name: words.account.language, exact: true }).click();
      await page.getByRole("button", { name: others.login.submit, exact: true }).waitFor();
      expect(loaded).toEqual([own, foreign]);
      await page.getByRole("button", { name: others.account.language, exact: true }).click();
      await page.getByRole("button", { name: words.login.submit, exact: true }).waitFor();
      expect(loaded, "nothing is asked for twice").toEqual([own, foreign]);
      expect(
        await page.evaluate(() => [...(globalThis as unknown as { namesSeen: Set<string> }).namesSeen]),
      ).toEqual([]);
      await context.close();
      expect(play.people.complaints).toEqual([]);
    },
  );

  it("where they cannot be had the page says so and stays as it is, and the next try may succeed", async () => {
    const context = await play.people.context();
    const page = await context.newPage();
    await page.goto("/");
    const change = page.getByRole("button", { name: shell.account.language, exact: true });
    await change.waitFor();
    await context.setOffline(true);
    await change.click();
    await page.getByText(shell.account.languageMissing).waitFor();
    await page.getByRole("button", { name: shell.login.submit, exact: true }).waitFor();
    await context.setOffline(false);
    await change.click();
    await page.getByRole("button", { name: shellEn.login.submit, exact: true }).waitFor();
    await context.close();
    expect(play.people.complaints.filter((line) => !line.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
    play.people.complaints.length = 0;
  });
});

describe("the main pages open without a complaint from the browser or the content policy", () => {
  it("a visitor finds the sign-in form, and a wrong password is told in a sentence", async () => {
    const page = await (await play.people.context()).newPage();
    await page.goto("/");
    await page.getByLabel(shell.login.username).fill("seat");
    await page.getByLabel(shell.login.password, { exact: true }).fill("wrong");
    await picture(page, "login");
    await page.keyboard.press("Enter");
    await page.locator(".ant-form-item-explain-error").waitFor();
    await page.context().close();
    // The refused sign-in is an error to the browser, and the only one.
    expect(play.people.complaints.filter((line) => !line.includes("401"))).toEqual([]);
    play.people.complaints.length = 0;
  });

  it("the workbench fills a dark 1920 by 1080 screen, / goes to the search, ? shows the keys", async () => {
    const page = await play.people.open("seat", "/", {
      viewport: { width: 1920, height: 1080 },
      colorScheme: "dark",
    });
    const search = page.getByRole("combobox", { name: shell.search.label, exact: true });
    await search.waitFor();
    await page.keyboard.press("/");
    await expect.poll(() => search.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: shell.keys.title, exact: true }).waitFor();
    await picture(page, "dark-keys");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: shell.keys.title, exact: true }).waitFor({ state: "hidden" });
    await picture(page, "dark-workbench");
    const luminance = await page.evaluate(() => {
      const [red = 255] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
      return red;
    });
    expect(luminance, "the page is dark").toBeLessThan(80);
    await page.close();
    expect(play.people.complaints).toEqual([]);
  });

  it("the grid worker's phone shows the field page without a sideways scroll", async () => {
    const page = await play.people.open("grid", "/field", {
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    const tabs = page.getByRole("navigation", { name: field.title, exact: true });
    await tabs.getByRole("button", { name: field.tabs.report, exact: true }).click();
    const form = page.getByRole("form", { name: field.tabs.report, exact: true });
    await form.waitFor();
    expect(
      await page.getByRole("button", { name: field.tabs.report, exact: true }).count(),
      "who only hears the page tells the tab from the button that sends",
    ).toBe(1);
    await picture(page, "phone-report");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.close();
    expect(play.people.complaints).toEqual([]);
  });

  it("a live stream that is refused for a while is opened again, and the page catches up by itself", async () => {
    const page = await play.people.open("lead", "/cases");
    const strip = page.locator(".strip");
    let asked = 0;
    await page.route("**/api/live", async (route) => {
      asked += 1;
      await route.fulfill({ status: 503, contentType: "application/problem+json", body: "{}" });
    });
    // A proxy that lost its server: what was open is cut, and every new try is refused.
    await page.reload();
    await strip.waitFor();
    await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThanOrEqual(3);
    await page.unroute("**/api/live");
    await strip.waitFor({ state: "detached" });
    await page.close();
    expect(play.people.complaints.filter((line) => !line.includes("503"))).toEqual([]);
    play.people.complaints.length = 0;
  });

  it("from far, where the map has only numbers, a click while filing goes nearer and makes no new component", async () => {
    const page = await play.people.open("seat", "/?view=113.054,23.0295,12");
    const canvas = page.locator(".maplibregl-canvas");
    await canvas.waitFor();
    await page.keyboard.press("n");
    const filing = page.getByRole("form", { name: cases.filing.title, exact: true });
    await filing.waitFor();
    const zoom = () => Number(new URL(page.url()).searchParams.get("view")?.split(",")[2]);
    await canvas.click({ position: { x: 400, y: 400 } });
    await expect.poll(zoom, { timeout: 30_000 }).toBeGreaterThan(13);
    expect(new URL(page.url()).searchParams.get("new"), "no place was chosen").toBe("1");
    await filing.getByText(cases.filing.clickMap).waitFor();
    await page.close();
    expect(play.people.complaints).toEqual([]);
  });

  it("the auditor reads by its address which weights rank the owners, and switches none", async () => {
    const page = await play.people.open("auditor", "/admin?tab=models");
    await page.getByText(admin.models.intro).waitFor();
    expect(await page.getByRole("tab").allTextContents()).toEqual([admin.tabs.models]);
    await page.close();
    expect(play.people.complaints).toEqual([]);
  });
});
