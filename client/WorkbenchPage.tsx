import { Workbench, type WorkbenchPanels } from "./cases/Workbench.tsx";
import { WorkbenchMap } from "./cases/WorkbenchMap.tsx";
import { InquiryPanel } from "./inquiries/InquiryPanel.tsx";
import { ComponentPanel } from "./registry/ComponentPanel.tsx";
import { RegisterPanel } from "./registry/RegisterPanel.tsx";

const PANELS: WorkbenchPanels = {
  Map: WorkbenchMap,
  Component: ComponentPanel,
  Inquiry: InquiryPanel,
  Register: RegisterPanel,
};

/** Puts the features together on one page; they themselves do not know each other. */
export function WorkbenchPage() {
  return <Workbench panels={PANELS} />;
}
