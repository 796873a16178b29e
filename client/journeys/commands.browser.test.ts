import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { getCase, reportCase } from "../../server/contract/cases.ts";
import { getComponent, listComponents } from "../../server/contract/registry.ts";
import { readSession } from "../../server/contract/session.ts";
import { FACTS } from "../../server/domain/component/facts.ts";
import cases from "../cases/strings.zh.ts";
import words from "../matter/words.zh.ts";
import registry from "../registry/strings.zh.ts";
import matter from "../matter/strings.zh.ts";
import ui from "../ui/strings.zh.ts";
import { choose, confirmChange, edit, give, photograph, pickDay, read } from "./gestures.ts";
import { picture } from "./people.ts";
import { stage } from "./stage.ts";

const play = stage(1500);
const { as } = play;

/** Covers of the kind, none used twice. */
const used = new Set<string>();
async function cover(page: Page, status: "CONFIRMED" | "UNKNOWN"): Promise<string> {
  const { items } = await read(
    page,
    listComponents,
    `/api/components?group=COVER&status=${status}&limit=100`,
  );
  const free = items.find(({ id }) => !used.has(id));
  if (!free) throw new Error(`the town has no more covers that are ${status}`);
  used.add(free.id);
  return free.id;
}

/** A case that the seat files over the API: how one is filed by hand is another journey. */
async function filed(page: Page, componentId: string, danger: boolean): Promise<string> {
  const answer = await page.request.post("/api/cases", {
    data: { componentId, defect: danger ? "MISSING" : "NOISY", danger, file: true },
    headers: { origin: play.town.url, "idempotency-key": crypto.randomUUID() },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return reportCase.answer.parse(await answer.json()).id;
}

const stateOf = async (page: Page, id: string) => (await read(page, getCase, `/api/cases/${id}`)).state;
const reason = (text: string) => (form: Locator) => choose(form, cases.form.reason, text);

describe("the commands that are given now and then work through their forms", () => {
  it("a case is returned, sent on, made safe, extended, put aside and taken up again, voided requests are refused", async () => {
    const { id, path } = await as("seat", "/", async (page) => {
      const id = await filed(page, await cover(page, "UNKNOWN"), true);
      return { id, path: `/?case=${id}` };
    });
    await as("dept", path, async (page) => {
      await give(page, cases.command.RETURN, reason(cases.reasons.return.NOT_IN_AREA));
      // An open danger never waits for a desk: the mechanism has sent it on by itself.
      const { state, returns } = await read(page, getCase, `/api/cases/${id}`);
      expect([state, returns.length]).toEqual(["DISPATCHED", 1]);
    });
    const { unit } = await as("contractor", "/", async (page) => {
      const { account } = await read(page, readSession, "/api/session");
      if (!account?.unit) throw new Error("the contractor's account has no unit");
      return { unit: account.unit };
    });
    await as("seat", path, async (page) => {
      await give(page, cases.command.URGE);
      await give(page, cases.command.DISPATCH, (form) => choose(form, cases.form.unit, unit.nameZh));
      expect((await read(page, getCase, `/api/cases/${id}`)).unit?.id).toBe(unit.id);
    });
    await as("contractor", path, async (page) => {
      await give(page, cases.command.GUARD, (form) => photograph(form));
      await give(page, cases.command.MAKE_SAFE, async (form) => {
        await form.getByLabel(cases.form.measure).fill(cases.measures.PLATE);
        await photograph(form);
      });
      await give(page, cases.command.REQUEST_EXTENSION, reason(cases.reasons.extend.WAITING_PARTS));
    });
    await as("lead", path, async (page) => {
      await give(page, cases.command.GRANT_EXTENSION);
    });
    await as("seat", path, (page) =>
      give(page, cases.command.REQUEST_SUSPENSION, async (form) => {
        await choose(form, cases.form.reason, cases.reasons.suspend.ROAD_WORKS);
        await pickDay(form, cases.form.until, 9);
      }),
    );
    await as("lead", path, async (page) => {
      await give(page, cases.command.CONFIRM_SUSPENSION);
      expect(await stateOf(page, id)).toBe("SUSPENDED");
      await page.locator(".lanes-words summary").click();
      // Told more than once: as the state and as what happened.
      await page.locator(".lanes-words li", { hasText: words.caseState.SUSPENDED }).first().waitFor();
      await page
        .locator(".lanes-words li", { hasText: cases.command.REQUEST_EXTENSION.slice(2) })
        .first()
        .waitFor();
      await picture(page, "suspended");
      await give(page, cases.command.RESUME);
      expect(await stateOf(page, id)).toBe("MADE_SAFE");
      await give(page, cases.command.REQUEST_FORCED_CLOSE, reason(cases.reasons.force.OUT_OF_SCOPE));
      await give(page, cases.command.REFUSE_REQUEST);
      expect(await stateOf(page, id)).toBe("MADE_SAFE");
    });
    await as("seat", path, (page) =>
      give(page, cases.command.REQUEST_FORCED_CLOSE, reason(cases.reasons.force.OUT_OF_SCOPE)),
    );
    await as("lead", path, async (page) => {
      await give(page, cases.command.CONFIRM_FORCED_CLOSE);
      expect(await stateOf(page, id)).toBe("FORCED_CLOSED");
    });
  });

  it("two cases of one cover become one, and a case out of scope is voided by two persons", async () => {
    const [first, second] = await as("seat", "/", async (page) => {
      const componentId = await cover(page, "CONFIRMED");
      return [await filed(page, componentId, false), await filed(page, componentId, false)] as const;
    });
    await as("seat", `/?case=${second}`, async (page) => {
      const { number } = await read(page, getCase, `/api/cases/${first}`);
      await give(page, cases.command.MERGE, (form) => choose(form, cases.form.into, number));
      expect(await stateOf(page, second)).toBe("MERGED");
      await page.goto(`/?case=${first}`);
      await give(page, cases.command.REQUEST_VOID, reason(cases.reasons.void.OUT_OF_SCOPE));
    });
    await as("lead", `/?case=${first}`, async (page) => {
      await give(page, cases.command.CONFIRM_VOID);
      expect(await stateOf(page, first)).toBe("VOID");
    });
  });

  it("what somebody has typed is kept when somebody else is quicker, and goes through when it is sent again", async () => {
    const id = await as("seat", "/", async (page) => filed(page, await cover(page, "CONFIRMED"), false));
    await as("seat", `/?case=${id}`, async (slow) => {
      const bar = slow.getByRole("toolbar", { name: ui.commands.bar, exact: true });
      await bar.getByRole("button", { name: ui.commands.others }).click();
      await slow.getByRole("menuitem", { name: cases.command.ADD_NOTE, exact: true }).click();
      const form = slow.getByRole("form", { name: cases.command.ADD_NOTE, exact: true });
      await form.getByLabel(cases.form.note).fill("井座也有裂纹");
      // The live stream would read the case anew; a train goes through a tunnel just then.
      await slow.route("**/api/live*", (route) => route.abort());
      await slow.route(`**/api/cases/${id}`, (route) => route.abort());
      const { version } = await read(slow, getCase, `/api/cases/${id}`);
      const quick = await slow.request.post(`/api/cases/${id}/commands`, {
        data: { type: "REASSESS_DANGER", danger: true },
        headers: {
          origin: play.town.url,
          "idempotency-key": crypto.randomUUID(),
          "if-match": `"${version}"`,
        },
      });
      expect(quick.status(), await quick.text()).toBe(200);
      await form.press("Control+Enter");
      await form.getByText(matter.stale.title).waitFor();
      await form.getByText(words.event.DANGER_REASSESSED).waitFor();
      expect(await form.getByLabel(cases.form.note).inputValue()).toBe("井座也有裂纹");
      await picture(slow, "stale");
      await slow.unroute(`**/api/cases/${id}`);
      await expect
        .poll(
          async () => {
            if (await form.isVisible())
              await form.press("Control+Enter", { timeout: 2000 }).catch(() => null);
            return await form.isVisible();
          },
          { timeout: 30_000, interval: 1500 },
        )
        .toBe(false);
      await slow.getByText("井座也有裂纹").waitFor();
    });
  });

  it("the register is corrected by hand: attributes, state and class change, a role ends, a component is retired", async () => {
    await as("admin", "/", async (page) => {
      const id = await cover(page, "CONFIRMED");
      const file = () => read(page, getComponent, `/api/components/${id}`);
      const before = await file();
      await page.goto(`/?component=${id}`);
      await edit(page, registry.edit.attributes, (form) =>
        form.getByLabel(FACTS.lettering.words.zh).fill("雨水"),
      );
      await edit(page, registry.edit.state, (form) =>
        choose(form, registry.edit.newState, words.physical.LOST),
      );
      await edit(page, registry.edit.position, async (form) => {
        await form.getByLabel(registry.edit.lat).fill(String(before.position.lat + 0.00001));
      });
      await edit(page, registry.edit.endRole, async (form) => {
        await choose(form, registry.edit.role, words.role.maintainer);
        await form.getByLabel(registry.edit.basis).fill("移交协议");
        await photograph(form);
      });
      // Who maintains it is liable: another person ends it (docs/domain.md#guard-10).
      expect((await file()).roles.find(({ role }) => role === "maintainer")?.to ?? null).toBeNull();
      await as("lead", `/?component=${id}`, confirmChange);
      const after = await file();
      expect(after).toMatchObject({ physicalState: "LOST" });
      expect(after.attributes["lettering"]).toBe("雨水");
      expect(after.position.lat).toBeCloseTo(before.position.lat + 0.00001, 6);
      expect(after.roles.find(({ role }) => role === "maintainer")?.to ?? null).not.toBeNull();
      // As it is after the other person's step, not as this page may still know it.
      await page.goto(`/?component=${id}`);
      await edit(page, registry.edit.retire, async (form) => {
        await form.getByLabel(registry.edit.reason, { exact: true }).fill("已填埋");
        await photograph(form);
      });
      expect((await file()).retired).toBe(false);
      await as("lead", `/?component=${id}`, confirmChange);
      expect((await file()).retired).toBe(true);
    });
  });

  it("a cover that nobody had registered is registered where the map was clicked, and found again", async () => {
    let made = "";
    await as("admin", "/", async (page) => {
      const { position } = await read(
        page,
        getComponent,
        `/api/components/${await cover(page, "CONFIRMED")}`,
      );
      await page.goto(`/?register=${position.lon + 0.0004},${position.lat + 0.0004}`);
      const form = page.getByRole("form", { name: registry.register.title });
      await choose(form, registry.register.classCode, "雨水井盖");
      await form.getByLabel(registry.register.address).fill("试验路1号门前");
      await form.getByRole("button", { name: registry.register.submit, exact: true }).click();
      await page.getByText(registry.register.done).waitFor();
      await page.locator(".detail").getByText("试验路1号门前").first().waitFor();
      made = new URL(page.url()).searchParams.get("component") ?? "";
    });
    const found = await as("seat", "/", (page) => read(page, getComponent, `/api/components/${made}`));
    expect(found.address).toBe("试验路1号门前");
    expect(play.people.complaints.filter((line) => !/409|net::ERR_FAILED/.test(line))).toEqual([]);
  });
});
