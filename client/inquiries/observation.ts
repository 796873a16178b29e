import { useTranslation } from "react-i18next";
import type zh from "./strings.zh.ts";

type FormKey = keyof typeof zh.form;

const LABEL: Readonly<Record<string, FormKey>> = {
  lettering: "lettering",
  shaftContents: "contents",
  ringFit: "ringFit",
  material: "material",
  diameterMm: "diameter",
  cables: "cables",
  depthCm: "depth",
  neighbours: "neighbours",
};

/** What was observed on the spot as label and value, in the reader's language; unknown names as they are. */
export function useObservation(): (
  observation: Readonly<Record<string, string | number>>,
) => { name: string; value: string }[] {
  const { t } = useTranslation("inquiries");
  return (observation) =>
    Object.entries(observation).map(([name, value]) => {
      const label = LABEL[name];
      const said =
        name === "ringFit" || name === "material"
          ? (t(`form.${name === "ringFit" ? "fit" : "materials"}.${value}` as never, {
              defaultValue: String(value),
            }) as string)
          : String(value);
      return { name: label ? (t(`form.${label}` as never) as string) : name, value: said };
    });
}
