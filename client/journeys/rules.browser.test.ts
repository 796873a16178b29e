import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import admin from "../admin/strings.zh.ts";
import { REASONS } from "../../server/domain/reasons.ts";
import { stage, onBothScreens } from "./stage.ts";

const { rules } = admin;
const PAGE = "/admin?tab=rules";
const SECOND_PERSON = REASONS.SECOND_PERSON_NEEDED[0];

const play = stage(400);
const pictures = (page: Page, name: string) => onBothScreens(page, `rules-${name}`);

describe("limits change by two persons", () => {
  it("the administrator drafts, sees the difference and cannot enable it", async () => {
    const page = await play.people.open("admin", PAGE);
    await page.getByText(rules.noDrafts).waitFor();
    await pictures(page, "empty");
    const inForce = page.locator(".ant-collapse-item", { hasText: rules.inForce }).first();
    await inForce.getByRole("button", { name: rules.draftFrom, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: rules.start }).click();
    const draft = page.locator(".rule-draft");
    await draft.getByText(rules.noDifference, { exact: true }).waitFor();
    await pictures(page, "begun");

    await draft.getByRole("button", { name: rules.editDraft }).click();
    const guard = draft.getByLabel(`围蔽 · ${rules.limit}`);
    await guard.fill("0");
    await draft.getByRole("button", { name: rules.saveDraft }).click();
    await draft.getByText(rules.limitWrong, { exact: true }).waitFor();
    await pictures(page, "form");
    await guard.fill("20");
    await draft.getByLabel(`围蔽 · ${rules.stepSource}`).fill("张街〔2026〕3 号");
    await draft.getByLabel(`踏勘 · ${rules.limit}`).fill("");
    await draft.getByRole("button", { name: rules.addLine }).scrollIntoViewIfNeeded();
    await pictures(page, "form-lines");
    await draft.getByRole("button", { name: rules.saveDraft }).click();
    await draft.getByRole("cell", { name: /20 分/ }).waitFor();
    await pictures(page, "difference");
    expect(await draft.getByRole("button", { name: rules.enable, exact: true }).isDisabled()).toBe(true);
    await draft.getByText(SECOND_PERSON, { exact: true }).waitFor();
    await page.close();
    expect(play.people.complaints).toEqual([]);
  });

  it("the convener finds it under the rules, and nothing else of the administration, and enables it", async () => {
    const page = await play.people.open("convener", PAGE);
    const draft = page.locator(".rule-draft");
    await draft.getByRole("cell", { name: /20 分/ }).waitFor();
    expect(await page.getByRole("tab").allTextContents()).toEqual([admin.tabs.rules]);
    expect(await draft.getByRole("button", { name: rules.editDraft }).count()).toBe(0);
    await draft.getByRole("button", { name: rules.enable, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(rules.later, { exact: true }).click();
    await dialog.getByRole("button", { name: rules.enable, exact: true }).click();
    await dialog.getByText(rules.atNeeded).waitFor();
    await pictures(page, "enable");
    await dialog.getByText(rules.now, { exact: true }).click();
    await dialog.getByRole("button", { name: rules.enable, exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText(rules.noDrafts).waitFor();
    const inForce = page.locator(".ant-collapse-item", { hasText: rules.inForce }).first();
    await inForce.getByText(/第 2 版/).waitFor();
    await page.locator(".ant-message-notice").first().waitFor({ state: "detached" });
    await pictures(page, "in-force");
    await page.close();
    expect(play.people.complaints).toEqual([]);
  });
});
