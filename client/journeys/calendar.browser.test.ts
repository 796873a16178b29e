import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import zh from "../admin/strings.zh.ts";
import en from "../admin/strings.en.ts";
import { stage, onBothScreens } from "./stage.ts";

const { calendar } = zh;
const PAGE = "/admin?tab=calendar";
/** Far from any year that is missed today: 1 January 2099 is a Thursday. */
const YEAR = 2099;
const NOTICE =
  "一、元旦：1月1日至3日放假调休，共3天。\n四、劳动节：5月1日放假。\n七、国庆节：10月1日至7日放假。";

const play = stage(400);
const pictures = (page: Page, name: string) => onBothScreens(page, `calendar-${name}`);

describe("D21: the administrator keeps the calendar", () => {
  it("pastes a notice, is told what cannot be right, sees what it changes and saves it, by keyboard", async () => {
    const page = await play.people.open("admin", PAGE);
    await page.getByText(calendar.shipped).first().waitFor();
    await pictures(page, "years");
    await page.getByRole("button", { name: calendar.enter }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(calendar.year, { exact: true }).fill(String(YEAR));
    const text = dialog.getByLabel(calendar.text);
    await text.fill(`${NOTICE}\n1月4日值班\n补班：1月5日上班`);
    await dialog.getByText("1月4日值班", { exact: true }).last().waitFor();
    await dialog.getByText(calendar.problem.MAKE_UP_ON_WEEKDAY.replace("{{day}}", `${YEAR}-01-05`)).waitFor();
    const save = dialog.getByRole("button", { name: calendar.save });
    expect(await save.isDisabled()).toBe(true);
    await pictures(page, "wrong");
    await text.fill(`${NOTICE}\n补班：1月4日上班`);
    await dialog.getByText(calendar.allNew).waitFor();
    await pictures(page, "right");
    expect(await dialog.getByLabel(calendar.source).inputValue()).toContain(`${YEAR}年`);
    await save.focus();
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    const entered = page.locator(".ant-collapse-item", { hasText: String(YEAR) });
    await entered
      .getByText(calendar.days.replace("{{holidays}}", "11").replace("{{workdays}}", "1"))
      .waitFor();
    await page.close();
    expect(play.people.complaints).toEqual([]);
  });

  it("corrects a year over its lines and sees the difference by day", async () => {
    const page = await play.people.open("admin", PAGE);
    await page.getByRole("button", { name: `${calendar.correct} ${YEAR}` }).click();
    const dialog = page.getByRole("dialog");
    const text = dialog.getByLabel(calendar.text);
    await dialog.getByText(calendar.same).waitFor();
    await text.fill((await text.inputValue()).replace(`${YEAR}-10-07`, `${YEAR}-10-08`));
    await dialog.getByText(calendar.removed.HOLIDAY).waitFor();
    await dialog.getByText(calendar.added.HOLIDAY).waitFor();
    await pictures(page, "difference");
    await dialog.getByRole("button", { name: calendar.save }).click();
    await dialog.waitFor({ state: "detached" });
    await page.close();
    expect(play.people.complaints).toEqual([]);
  });

  it("sets the office hours, and what is no hours is refused with a sentence; in English, too", async () => {
    const page = await play.people.open("admin", `${PAGE}&lang=en`);
    const field = page.getByLabel(en.calendar.hoursField);
    await field.fill("12:00-08:00");
    await field.press("Enter");
    await page.getByText(en.calendar.hoursWrong).waitFor();
    await field.fill("08:30-12:00, 14:00-17:30");
    await field.press("Enter");
    await page.getByText(en.calendar.hoursSaved).waitFor();
    await pictures(page, "hours-en");
    await page.close();
    expect(play.people.complaints).toEqual([]);
  });
});
