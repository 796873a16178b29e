import { expect, test } from "vitest";
import { RefusalModel, type Question, type Trial } from "./refusal.ts";

const trial = (unitId: string, refused: boolean, part: Partial<Trial> = {}): Trial => ({
  unitId,
  classCode: "0102",
  lon: 113.06,
  lat: 23.03,
  refused,
  owns: 0.5,
  ...part,
});
const question = (unitId: string, part: Partial<Question> = {}): Question => {
  const { refused: _, ...rest } = trial(unitId, false, part);
  return rest;
};
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

test("where nobody was ever asked, the odds are even and rest on nothing", () => {
  const odds = new RefusalModel([]).ask(question("water", { owns: null }));
  expect(odds.probability).toBeCloseTo(0.5);
  expect(odds).toMatchObject({ asked: 0, refused: 0, reasons: [] });
});

test("a unit that always denies is likelier to deny again than one that never does", () => {
  const model = new RefusalModel([
    ...times(20, () => trial("denier", true)),
    ...times(20, () => trial("claimer", false)),
  ]);
  const denier = model.ask(question("denier"));
  expect(denier.probability).toBeGreaterThan(0.8);
  // All of them were about this very place, so that is what is said.
  expect(denier).toMatchObject({ asked: 20, refused: 20 });
  expect(denier.reasons[0]).toMatchObject({ about: "NEAR", asked: 20, refused: 20 });
  expect(model.ask(question("claimer")).probability).toBeLessThan(0.2);
});

test("two answers move the odds less than forty do", () => {
  const town = times(60, (i) => trial(`unit${i % 5}`, i % 2 === 0));
  const few = new RefusalModel([...town, trial("x", true), trial("x", true)]).ask(question("x"));
  const many = new RefusalModel([...town, ...times(40, () => trial("x", true))]).ask(question("x"));
  expect(few.probability).toBeGreaterThan(0.5);
  expect(few.probability).toBeLessThan(0.8);
  expect(many.probability).toBeGreaterThan(0.85);
});

test("what the unit said about the class, and near here, counts beside its whole record", () => {
  const record = [
    ...times(30, () => trial("x", false, { classCode: "0101", lon: 113.2 })),
    ...times(10, () => trial("x", true, { classCode: "0103", lon: 113.3 })),
    ...times(6, () => trial("x", true, { classCode: "0102", lon: 113.0601 })),
    ...times(30, (i) => trial(`other${i % 5}`, i % 3 === 0)),
  ];
  const model = new RefusalModel(record);
  const odds = (classCode: string, lon: number) => model.ask(question("x", { classCode, lon })).probability;
  expect(odds("0103", 113.5)).toBeGreaterThan(odds("0101", 113.5));
  expect(odds("0101", 113.06)).toBeGreaterThan(odds("0101", 113.5));
});

test("the likelier it is the owner, the less likely it refuses", () => {
  const model = new RefusalModel(
    times(80, (i) =>
      trial(`unit${i % 4}`, i % 10 !== 0 ? i % 2 === 0 : true, { owns: i % 2 === 0 ? 0.02 : 0.9 }),
    ),
  );
  expect(model.ask(question("unit1", { owns: 0.95 })).probability).toBeLessThan(
    model.ask(question("unit1", { owns: 0.02 })).probability,
  );
});

test("nothing is ever certain, whatever the numbers", () => {
  const model = new RefusalModel(times(2000, () => trial("x", true, { owns: 0 })));
  const { probability } = model.ask(question("x", { owns: 0 }));
  expect(probability).toBeLessThan(1);
  expect(Number.isFinite(probability)).toBe(true);
});
