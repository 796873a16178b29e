import type { InquiryDetail } from "../contract/inquiries.ts";
import { clock } from "../clock.ts";
import type { Queries } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { dayOf } from "../domain/clocks/working-time.ts";
import { noticeClock, publishNotice } from "../domain/inquiry/decide/publish-notice.ts";
import { noticeText } from "../domain/inquiry/notice-text.ts";
import type { Inquiry } from "../domain/inquiry/state.ts";
import type { Role } from "../domain/names.ts";
import { packInForce } from "../reference/pack-queries.ts";
import { calendarNow } from "../store/calendar.ts";

type Draft = InquiryDetail["noticeDraft"];
/** As much of an inquiry as a notice is made from. */
type Noticed = Pick<
  InquiryDetail,
  "number" | "componentId" | "classNameZh" | "address" | "position" | "lettersSent" | "survey" | "parcelCheck"
> & { readonly file?: unknown };

/** Nobody else is shown the draft: it is read for its form alone, and costs three queries. */
export function mayPublish(role: Role): boolean {
  return publishNotice.roles.some((may) => may === role);
}

/** The notice as it would be published now; null where none can be. */
export async function noticeDraft(queries: Queries, of: Noticed): Promise<Draft> {
  // The domain's own state, as the projection keeps it.
  const file = (of.file ?? null) as Inquiry | null;
  if (!file || file.restricted || !publishNotice.from.includes(file.state)) return null;
  const [rulePack, calendar] = [await packInForce(queries), await calendarNow(queries)];
  const now = clock.iso();
  const until = noticeClock(file, { rulePack, calendar, now }).data.deadline.dueAt;
  const component = await queries.maybe<{ code: string | null }>(
    sql`select code from component_code where component_id = ${of.componentId} and scheme = 'A' and valid_to is null`,
  );
  const text = noticeText({
    number: of.number,
    className: of.classNameZh,
    code: component?.code ?? null,
    address: of.address,
    position: of.position,
    asked: new Set(of.lettersSent.map(({ unit }) => unit.id)).size,
    surveyed: of.survey !== null,
    parcelChecked: of.parcelCheck !== null,
    until,
    today: dayOf(now),
  });
  return { text, until };
}
