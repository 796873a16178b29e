import gcoordModule from "gcoord";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { commandCase, getCase, reportCase } from "../../server/contract/cases.ts";
import { getReference } from "../../server/contract/reference.ts";
import { getComponent, listComponents } from "../../server/contract/registry.ts";
import { listUnits } from "../../server/contract/units.ts";
import cases from "../cases/strings.zh.ts";
import matter from "../matter/strings.zh.ts";
import words from "../matter/words.zh.ts";
import registry from "../registry/strings.zh.ts";
import { choose, give, photograph, read } from "./gestures.ts";
import { picture } from "./people.ts";
import { stage } from "./stage.ts";

const gcoord = gcoordModule as unknown as typeof gcoordModule.default;
const play = stage(800);
const { as } = play;

const used = new Set<string>();
/** An ownerless cover, not used before, that lies on a road. */
async function cover(page: Page) {
  const { items } = await read(page, listComponents, "/api/components?group=COVER&status=UNKNOWN&limit=100");
  for (const { id } of items.filter((item) => !used.has(item.id))) {
    used.add(id);
    const detail = await read(page, getComponent, `/api/components/${id}`);
    const road = detail.areas.find(({ kind, name }) => kind === "ROAD" && name.length >= 3);
    if (road) return { ...detail, roadNamed: road.name };
  }
  throw new Error("the town has no more covers that nobody owns");
}

async function post<T>(
  page: Page,
  path: string,
  data: object,
  answer: { parse: (given: unknown) => T },
  version?: number,
) {
  const sent = await page.request.post(path, {
    data,
    headers: {
      origin: play.town.url,
      "idempotency-key": crypto.randomUUID(),
      ...(version !== undefined && { "if-match": `"${version}"` }),
    },
  });
  expect(sent.ok(), await sent.text()).toBe(true);
  return answer.parse(await sent.json());
}

/** A hole by phone, where a provisional component is made. */
const phoned = (page: Page, position: object, classCode = "0102") =>
  post(
    page,
    "/api/cases",
    {
      newComponent: { classCode, position: { ...position, crs: "EPSG:4490", accuracyM: 10 }, address: "" },
      defect: "MISSING",
      danger: true,
      file: true,
    },
    reportCase.answer,
  );

/** The same page in English, for whoever wants to look. */
async function inEnglish(page: Page, name: string): Promise<void> {
  await picture(page, `${name}-zh`);
  const { pathname, search } = new URL(page.url());
  await page.goto(`${pathname}${search}${search ? "&" : "?"}lang=en`);
  await page.waitForLoadState("networkidle");
  await picture(page, `${name}-en`);
  await page.goto(`${pathname}${search}${search ? "&" : "?"}lang=zh`);
}

describe("places that are not what they were said to be", () => {
  it("D5: a hole reported on the phone is identified with the registered cover beside it, and taken back", async () => {
    const { known, made } = await as("seat", "/", async (page) => {
      const known = await cover(page);
      const { lon, lat } = known.position;
      return { known, made: await phoned(page, { lon, lat: lat + 6 / 111_195 }, known.classCode) };
    });
    await as("seat", `/?component=${made.componentId}`, async (page) => {
      await page.getByRole("button", { name: registry.edit.more }).click();
      await page.getByRole("menuitem", { name: registry.edit.identify }).click();
      const form = page.getByRole("form", { name: registry.edit.identify });
      await form.getByRole("radio").first().waitFor();
      await picture(page, "identify-form-zh");
      await form
        .locator("label", { hasText: known.code ?? "" })
        .getByRole("radio")
        .check();
      await choose(form, registry.edit.reason, words.reason.SEEN_ON_THE_SPOT);
      await form.getByRole("button", { name: registry.edit.identify, exact: true }).click();
      await form.waitFor({ state: "detached" });
      await page.getByText(made.number).first().waitFor();
      const detail = await read(page, getComponent, `/api/components/${known.id}`);
      expect(detail.cases.map(({ id }) => id)).toContain(made.id);
      await inEnglish(page, "identified-registered");
    });
    await as("lead", `/?component=${made.componentId}`, async (page) => {
      await page.getByText("认定为已登记部件，案件和确权转至").waitFor();
      await inEnglish(page, "identified-provisional");
      await page.getByRole("button", { name: registry.edit.undoIdentification }).click();
      const form = page.getByRole("form", { name: registry.edit.undoIdentification });
      await choose(form, registry.edit.reason, words.reason.SURVEYED_AGAIN);
      await form.getByRole("button", { name: registry.edit.undoIdentification, exact: true }).click();
      await form.waitFor({ state: "detached" });
      const detail = await read(page, getComponent, `/api/components/${made.componentId}`);
      expect([detail.retired, detail.cases.map(({ id }) => id)]).toEqual([false, [made.id]]);
    });
  });

  it("D17: a pin 630 m off the road that is named is doubted, and read as GCJ-02 it is there", async () => {
    const at = await as("seat", "/", (page) => cover(page));
    const [lon, lat] = gcoord.transform<[number, number]>(
      [at.position.lon, at.position.lat],
      gcoord.WGS84,
      gcoord.GCJ02,
    );
    await as("seat", `/?new=${lon.toFixed(7)},${lat.toFixed(7)}`, async (page) => {
      const form = page.getByRole("form", { name: cases.filing.title });
      const instead = form.getByRole("button", { name: cases.filing.makeInstead });
      const address = form.getByLabel(cases.filing.address);
      await instead.or(address).first().waitFor();
      if (await instead.isVisible()) await instead.click();
      await address.fill(`${at.roadNamed}路口`);
      const readAs = page.getByRole("button", { name: "按 GCJ-02 换算" });
      await readAs.waitFor();
      await picture(page, "place-doubt-zh");
      await readAs.click();
      await page.getByText(matter.doubt.isRead.replace("{{crs}}", "GCJ-02")).waitFor();
      await readAs.waitFor({ state: "detached" });
      const [newLon, newLat] = (new URL(page.url()).searchParams.get("new") ?? "").split(",").map(Number);
      expect(newLon).toBeCloseTo(at.position.lon, 5);
      expect(newLat).toBeCloseTo(at.position.lat, 5);
      await inEnglish(page, "place-read-as");
    });
  });

  it("D6: what two streets do not agree about stands in the convener's list, and the superior's decision is entered", async () => {
    const { id, other } = await as("seat", "/", async (page) => {
      const { home } = await read(page, getReference, "/api/reference");
      const [, , east = 0, north = 0] = home?.bbox ?? [];
      const made = await post(
        page,
        "/api/cases",
        {
          newComponent: {
            classCode: "0102",
            position: { lon: east + 0.01, lat: north + 0.01, crs: "EPSG:4490" },
            address: "",
          },
          defect: "NOISY",
          danger: false,
          file: true,
        },
        reportCase.answer,
      );
      const units = await read(page, listUnits, "/api/units");
      const other = units.items.find(({ code }) => code === "ZC-CJSL");
      const { divisions } = await read(page, getReference, "/api/reference");
      const { divisionCode } = await read(page, getCase, `/api/cases/${made.id}`);
      const next = divisions.find(({ code, level }) => level === "STREET" && !divisionCode.startsWith(code));
      if (!other || !next) throw new Error("the town has no other street");
      const over = {
        type: "HAND_OVER",
        divisionCode: next.code,
        unitId: other.id,
        reasonCode: "OTHER_STREET",
      };
      await post(page, `/api/cases/${made.id}/commands`, over, commandCase.answer, made.version);
      return { id: made.id, other };
    });
    await as("dept", "/", async (page) => {
      const { version } = await read(page, getCase, `/api/cases/${id}`);
      const back = { type: "RETURN", reasonCode: "NOT_IN_AREA" };
      await post(page, `/api/cases/${id}/commands`, back, commandCase.answer, version);
    });
    await as("convener", `/?case=${id}`, async (page) => {
      await page.getByText(cases.street.disagreed).waitFor();
      await inEnglish(page, "street-disagreed");
      await give(page, cases.command.DECIDE_STREET, async (form) => {
        await choose(form, cases.street.decidedDivision, "440604011");
        await choose(form, cases.street.decidedUnit, other.nameZh);
        await form.getByLabel(cases.street.decisionNumber).fill("禅数〔2026〕3号");
        await photograph(form);
        await picture(page, "street-decide-form-zh");
      });
      const detail = await read(page, getCase, `/api/cases/${id}`);
      expect(detail.file.streetDecided).toMatchObject({ document: "禅数〔2026〕3号", until: null });
      await inEnglish(page, "street-decided");
    });
  });
});
