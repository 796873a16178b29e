import { expect, test } from "vitest";
import { CaseCommandBody } from "../../server/contract/cases.ts";
import { metresBetween } from "./position.ts";
import { commandOf, EMPTY_WORK, missingIn, sortTasks, WORK } from "./work.ts";

test("guarding needs a photo, repairing a photo and a measure", () => {
  expect(missingIn("GUARD", EMPTY_WORK, 0)).toBe("photos");
  expect(missingIn("GUARD", EMPTY_WORK, 1)).toBeNull();
  expect(missingIn("REPAIR", EMPTY_WORK, 1)).toBe("measure");
  expect(missingIn("RETURN", { ...EMPTY_WORK, reason: " " }, 0)).toBe("reason");
  expect(missingIn("ADD_NOTE", EMPTY_WORK, 0)).toBe("words");
});

test("guard 1: who finds nothing shows it and says what there is", () => {
  const nothing = { ...EMPTY_WORK, found: false };
  expect(missingIn("RECORD_VERIFICATION", EMPTY_WORK, 0)).toBeNull();
  expect(missingIn("RECORD_VERIFICATION", nothing, 0)).toBe("photos");
  expect(missingIn("RECORD_VERIFICATION", nothing, 1)).toBe("words");
  expect(
    missingIn("RECORD_VERIFICATION", { ...nothing, words: "井盖完好，路面平整，没有危险" }, 1),
  ).toBeNull();
});

test("every step on the spot is a command that the server understands", () => {
  const filled = { ...EMPTY_WORK, measure: "临时盖板", reason: "不是我方", words: "已到现场" };
  for (const type of WORK) {
    expect(
      CaseCommandBody.safeParse(commandOf(type, filled, { lon: 113.05, lat: 23.03, accuracyM: 6 })).error,
      type,
    ).toBeUndefined();
  }
});

test("what was not found is not dangerous either", () => {
  expect(commandOf("RECORD_VERIFICATION", { ...EMPTY_WORK, found: false, danger: true }, null)).toMatchObject(
    { found: false, danger: false },
  );
});

test("the position of a guard goes along with what the phone says of its accuracy", () => {
  expect(commandOf("GUARD", EMPTY_WORK, { lon: 113.05, lat: 23.03, accuracyM: 6 })).toMatchObject({
    position: { crs: "EPSG:4326", accuracyM: 6 },
  });
  expect(commandOf("GUARD", EMPTY_WORK, null)).toMatchObject({ position: null });
});

test("without a position tasks stay in the order of urgency", () => {
  const tasks = [{ position: { lon: 113.06, lat: 23 } }, { position: { lon: 113.05, lat: 23 } }];
  expect(sortTasks(tasks, "nearest", null)).toEqual(tasks);
  expect(
    sortTasks(tasks, "nearest", (task) => metresBetween(task.position, { lon: 113.05, lat: 23 }))[0],
  ).toBe(tasks[1]);
});

test("a hundredth of a degree of latitude is about 1112 metres", () => {
  expect(metresBetween({ lon: 113, lat: 23 }, { lon: 113, lat: 23.01 })).toBeCloseTo(1111.9, 0);
});
