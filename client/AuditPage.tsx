import { AuditDesk } from "./audit/AuditDesk.tsx";
import { InquiryPanel } from "./inquiries/InquiryPanel.tsx";

/** The auditor's page with the file of an inquiry in it; audit and inquiries themselves do not know each other. */
export function AuditPage() {
  return <AuditDesk Inquiry={InquiryPanel} />;
}
