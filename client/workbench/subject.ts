import { useCase } from "../api/cases.ts";
import { useInquiry } from "../api/inquiries.ts";
import { useComponent } from "../api/registry.ts";
import type { Selection } from "../matter/selection.ts";

/** The component that the selection is about, and where it lies: what the map marks. */
export interface Subject {
  readonly componentId: string;
  readonly lon: number;
  readonly lat: number;
}

export function useSubject(selection: Selection): Subject | null {
  const file = useCase(selection.case).data;
  const inquiry = useInquiry(selection.inquiry).data;
  const component = useComponent(selection.component).data;
  if (selection.case && file) return { componentId: file.componentId, ...file.position };
  if (selection.inquiry && inquiry) return { componentId: inquiry.componentId, ...inquiry.position };
  if (selection.component && component) return { componentId: component.id, ...component.position };
  return null;
}
