import { describe, expect, test } from "vitest";
import type { InferenceInput, SpatialContext } from "./context.ts";
import { neededRadiusM, rankOwners } from "./rank.ts";
import { renderSentence, SENTENCE_KEYS } from "./sentences.ts";
import { around as context, at, component as cover, line, square, unit } from "./testing.ts";

const sure = (input: InferenceInput) => rankOwners(input).candidates[0];
const units = [
  unit("water", "WATER_SUPPLY", "WATER"),
  unit("drain", "DRAINAGE", "SEWAGE", "STORM"),
  unit("power", "POWER", "POWER"),
];
const street = context({
  units,
  lines: [
    line("water", "WATER", [-50, 1], [50, 1]),
    line("drain", "STORM", [-50, 4], [50, 4]),
    line("power", "POWER", [-50, 0.3], [50, 0.3]),
  ],
});

describe("who probably owns a component", () => {
  test("a gully is the drainage company's although a power cable lies nearer", () => {
    const best = sure({ component: cover("0104"), context: street });
    expect(best?.unitId).toBe("drain");
    expect(best?.probability).toBeGreaterThan(0.8);
  });

  test("probabilities with none sum to one and every reason has a sentence in both languages", () => {
    const ranking = rankOwners({ component: cover("0102"), context: street });
    const sum = ranking.candidates.reduce((total, { probability }) => total + probability, ranking.none);
    expect(sum).toBeCloseTo(1, 9);
    const naming = { unit: (id: string) => id, className: (key: string) => key };
    for (const { terms } of ranking.candidates) {
      for (const { sentence, unitId } of terms) {
        expect(SENTENCE_KEYS).toContain(sentence.key);
        expect(renderSentence(sentence, unitId, "zh", naming)).not.toMatch(/[{}]|undefined/);
        expect(renderSentence(sentence, unitId, "en", naming)).not.toMatch(/[{}]|undefined/);
      }
    }
  });

  test("two lines within the error of the point are a tie, and decided where the survey is good", () => {
    const lines = [
      line("a", "TELECOM", [-50, 0.4], [50, 0.4]),
      line("b", "TELECOM", [-50, -0.9], [50, -0.9]),
    ];
    const twins = context({ lines, units: [unit("a", null, "TELECOM"), unit("b", null, "TELECOM")] });
    const gap = (accuracyM: number): number => {
      const { candidates } = rankOwners({ component: cover("0107", { accuracyM }), context: twins });
      return (candidates[0]?.probability ?? 0) - (candidates[1]?.probability ?? 0);
    };
    expect(gap(3)).toBeLessThan(0.1);
    expect(gap(0.05)).toBeGreaterThan(gap(3) + 0.03);
  });

  test("confirmed neighbours and an even run speak for their owner", () => {
    const neighbours = [-60, -30, 30].map((east, i) => {
      const [lon, lat] = at(east, 0);
      return { id: `n${i}`, unitId: "b", classCode: "0118", lon, lat };
    });
    const lamps = context({
      neighbours,
      units: [unit("a", "STREET_LIGHTING"), unit("b", "STREET_LIGHTING")],
    });
    const best = sure({ component: cover("0118"), context: lamps });
    expect(best?.unitId).toBe("b");
    expect(best?.terms.map(({ kind }) => kind)).toContain("inRun");
  });

  test("a bench in a compound is its manager's", () => {
    const yard = [at(-30, -30), at(30, -30), at(30, 30), at(-30, 30), at(-30, -30)];
    const compound = { unitId: "manager", kind: "COMPOUND", polygons: [[yard]] };
    const town = context({
      areas: [compound],
      units: [unit("manager", "PROPERTY_MANAGEMENT"), unit("parks", "LANDSCAPE")],
    });
    expect(sure({ component: cover("0407"), context: town })?.unitId).toBe("manager");
  });

  test("lettering of a borrowed lid is not believed", () => {
    const observations = [
      { kind: "LETTERING" as const, unitId: "water", medium: "WATER" },
      { kind: "SHAFT_CONTENT" as const, medium: "STORM" },
    ];
    const ranking = rankOwners({ component: cover("0114", { observations }), context: street });
    expect(ranking.candidates[0]?.unitId).toBe("drain");
    const kinds = ranking.candidates.flatMap(({ terms }) => terms.map(({ kind }) => kind));
    expect(kinds).not.toContain("lettering");
  });

  test("a denial next door lowers a unit, less so when its denials were often overturned", () => {
    const [lon, lat] = at(5, 0);
    const history = [
      { unitId: "drain", kind: "DENIAL" as const, classCode: "0102", lon, lat, day: "2023-05-01" },
    ];
    const chance = (part: Partial<SpatialContext>): number =>
      rankOwners({ component: cover("0102"), context: { ...street, ...part } }).candidates.find(
        ({ unitId }) => unitId === "drain",
      )?.probability ?? 0;
    const record = { claims: 0, claimsRejected: 0, denials: 10, denialsOverturned: 9 };
    const known = units.map((one) => (one.id === "drain" ? { ...one, record } : one));
    expect(chance({ history })).toBeLessThan(chance({}));
    expect(chance({ history, units: known })).toBeGreaterThan(chance({ history }));
  });
});

describe("bad input never makes a confident guess", () => {
  test("nothing around: no candidate, and a sentence that says so", () => {
    const ranking = rankOwners({ component: cover("0102"), context: context({}) });
    expect(ranking.candidates).toEqual([]);
    expect(ranking.none).toBe(1);
    expect(ranking.missing.map(({ key }) => key)).toContain("noNetworkNearby");
  });

  test("a component without a position is said to have none", () => {
    const ranking = rankOwners({ component: cover("0102", { lon: Number.NaN }), context: street });
    expect(ranking.missing.map(({ key }) => key)).toEqual(["positionMissing"]);
  });

  test("50 km from everything the fitting unit is named, without confidence", () => {
    const ranking = rankOwners({ component: cover("0102", { lat: 23.48 }), context: street });
    expect(ranking.candidates[0]?.probability ?? 0).toBeLessThan(0.6);
  });

  test("a single unit whose lines do not fit is not the owner for want of another", () => {
    const lone = context({
      lines: [line("gas", "GAS", [-50, 2], [50, 2])],
      units: [unit("gas", "GAS", "GAS")],
    });
    expect(sure({ component: cover("0104"), context: lone })?.probability ?? 0).toBeLessThan(0.5);
  });

  test("lines without a medium, empty ones and impossible coordinates are survived", () => {
    const broken = context({
      units,
      lines: [
        { ...line("drain", "UNKNOWN", [-5, 0], [5, 0]) },
        { ...line("water", "WATER"), coordinates: [] },
        {
          ...line("power", "POWER"),
          coordinates: [
            [Number.NaN, 1],
            [500, 2],
          ],
        },
      ],
      areas: [{ unitId: "water", kind: "DUTY", polygons: [[[]], []] }],
    });
    const ranking = rankOwners({ component: cover(null), context: broken });
    expect(ranking.candidates[0]?.unitId).toBe("drain");
  });

  test("ten thousand lines through one point are answered in well under a second", () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => {
      const angle = (i * Math.PI) / 10_000;
      const [east, north] = [40 * Math.cos(angle), 40 * Math.sin(angle)];
      return line(`u${i % 50}`, "TELECOM", [-east, -north], [east, north]);
    });
    const input = { component: cover("0107"), context: context({ lines }) };
    const start = performance.now();
    const ranking = rankOwners(input);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(ranking.candidates).toHaveLength(5);
    expect(ranking.candidates[0]?.probability ?? 1).toBeLessThan(0.5);
  });

  test("the context a component needs reaches farther the worse its position is", () => {
    expect(neededRadiusM(cover("0102", { accuracyM: 10 }))).toBeGreaterThan(neededRadiusM(cover("0102")));
  });
});

describe("a unit that another took over", () => {
  const lines = [line("old telecom", "TELECOM", [-50, 0.2], [50, 0.2])];
  const others = [unit("other telecom", "TELECOM", "TELECOM")];

  test("is not asked; its lines are its successor's", () => {
    const successor = { ...unit("new telecom", "TELECOM", "TELECOM"), formerly: ["old telecom"] };
    const ranking = rankOwners({
      component: cover("0107"),
      context: context({ lines, units: [...others, successor] }),
    });
    expect(ranking.candidates[0]?.unitId).toBe("new telecom");
    expect(ranking.candidates.map(({ unitId }) => unitId)).not.toContain("old telecom");
  });

  test("and split among several is nobody's line any more", () => {
    const parts = ["a", "b"].map((id) => ({ ...unit(id, "TELECOM", "TELECOM"), formerly: ["old telecom"] }));
    const ranking = rankOwners({ component: cover("0107"), context: context({ lines, units: parts }) });
    expect(ranking.candidates.map(({ unitId }) => unitId).toSorted()).toEqual(["a", "b"]);
    expect(ranking.candidates[0]?.probability ?? 1).toBeLessThan(0.6);
  });
});

test("nearest areas a street away make nobody sure", () => {
  const areas = [square("park", "GREEN", 60, 60, 120, 120)];
  const ranking = rankOwners({
    component: cover(null),
    context: context({ areas, units: [unit("park", null)] }),
  });
  expect(ranking.candidates[0]?.probability ?? 0).toBeLessThan(0.5);
});
