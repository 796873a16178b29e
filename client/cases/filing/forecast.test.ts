import { expect, test } from "vitest";
import { CLASS_GROUPS } from "../../../server/domain/names.ts";
import { defectsOf } from "../../matter/defects.ts";
import { forecastOf, type Planned } from "./forecast.ts";

const danger: Planned = {
  files: true,
  danger: true,
  status: "UNKNOWN",
  ownerKnown: false,
  custodianKnown: false,
  inquiryOpen: false,
  isNew: false,
  departmentKnown: true,
  candidates: [{ probability: 0.6 }, { probability: 0.2 }, { probability: 0.001 }],
};

test("a danger that nobody owns goes to the department, with a letter to everybody likely and at least to three", () => {
  expect(forecastOf(danger)).toEqual({ sentence: "dangerOwnerless", letters: 3 });
  const unlikely = { probability: 0.002 };
  expect(forecastOf({ ...danger, candidates: [...(danger.candidates ?? []), unlikely] }).letters).toBe(3);
});

test("where no department acts, the seat is told that nobody will be sent, unless an owner or a custodian is known", () => {
  const nobody = { ...danger, departmentKnown: false };
  expect(forecastOf(nobody)).toEqual({ sentence: "dangerNobody", letters: 3 });
  expect(forecastOf({ ...nobody, isNew: true, candidates: null }).sentence).toBe("dangerNobody");
  expect(forecastOf({ ...nobody, ownerKnown: true }).sentence).toBe("ownedDanger");
  expect(forecastOf({ ...nobody, custodianKnown: true }).sentence).toBe("backstopDanger");
  expect(forecastOf({ ...nobody, danger: false }).sentence).toBe("ownerless");
});

test("nobody is promised a letter while the candidates are not known", () => {
  expect(forecastOf({ ...danger, candidates: null })).toEqual({
    sentence: "dangerOwnerlessNone",
    letters: 0,
  });
});

test("a component that is made with the case gets its letters by its place", () => {
  expect(forecastOf({ ...danger, isNew: true, candidates: null })).toEqual({
    sentence: "dangerNew",
    letters: 0,
  });
});

test("an inquiry that runs already takes the case in and writes to nobody again", () => {
  expect(forecastOf({ ...danger, inquiryOpen: true }).letters).toBe(0);
});

test("a confirmed owner gets the case, and no inquiry opens", () => {
  expect(forecastOf({ ...danger, ownerKnown: true }).sentence).toBe("ownedDanger");
  expect(forecastOf({ ...danger, ownerKnown: true, danger: false }).sentence).toBe("owned");
});

test("what is in backstop is filed without asking anybody again", () => {
  expect(forecastOf({ ...danger, danger: false, custodianKnown: true })).toEqual({
    sentence: "backstop",
    letters: 0,
  });
});

test("who may only report is told that a seat files", () => {
  expect(forecastOf({ ...danger, files: false }).sentence).toBe("report");
});

test("every class group has defects to choose from, each once", () => {
  for (const group of CLASS_GROUPS) {
    const defects = defectsOf(group);
    expect(defects.length).toBeGreaterThan(4);
    expect(new Set(defects).size).toBe(defects.length);
  }
});
