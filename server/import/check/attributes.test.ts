import { describe, expect, test } from "vitest";
import { describedAttributes } from "./attributes.ts";
import { guessMap, resolveColumns } from "./fields.ts";
import { ImportOptions } from "../../contract/imports.ts";

const read = (properties: Record<string, unknown>, map: Record<string, string> = {}) => {
  const options = ImportOptions.parse({ subject: "COMPONENTS", map });
  const columns = resolveColumns(
    options,
    Object.keys(properties).map((name) => ({ name })),
    [],
  );
  return describedAttributes({ line: 1, properties, geometry: null, raw: null, problems: [] }, columns);
};

describe("what a file says of the described attributes", () => {
  test("is found by the column's name and kept in our words", () => {
    expect(guessMap("COMPONENTS", [{ name: "材质" }, { name: "Diameter_mm" }])).toEqual({
      material: "材质",
      diameterMm: "Diameter_mm",
    });
    expect(read({ 材质: " 球墨铸铁", Diameter_mm: "700", 安装日期: "2014年5月6日" })).toEqual({
      material: "DUCTILE_IRON",
      diameterMm: 700,
      installed: "2014-05-06",
    });
    expect(read({ material: "Cast Iron" })).toEqual({ material: "CAST_IRON" });
  });

  test("stays as the file has it where nobody has a word for it, and says nothing where it is empty", () => {
    expect(read({ material: "PVC", diameterMm: "ca. 700", installed: "2014" })).toEqual({
      material: "PVC",
      diameterMm: "ca. 700",
      installed: "2014",
    });
    expect(read({ material: "", diameterMm: null })).toEqual({});
  });

  test("is taken from the column that the user names", () => {
    expect(read({ stuff: "钢" }, { material: "stuff" })).toEqual({ material: "STEEL" });
  });
});
