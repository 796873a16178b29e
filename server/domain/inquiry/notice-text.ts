import { dayOf } from "../clocks/working-time.ts";
import type { Instant } from "../names.ts";

/** What a notice says of the thing and of what was done to find its owner. Names as they stand in the register, in Chinese. */
export interface NoticeFacts {
  readonly number: string;
  readonly className: string;
  readonly code: string | null;
  readonly address: string;
  /** CGCS2000 degrees. */
  readonly position: { readonly lon: number; readonly lat: number };
  /** How many units were asked by letter. */
  readonly asked: number;
  readonly surveyed: boolean;
  readonly parcelChecked: boolean;
  /** Until when it runs if it is published now. */
  readonly until: Instant;
  readonly today: string;
}

/**
 * 权属公告, prepared so that it only has to be read and published. In Chinese whoever prepares it: it is posted in the street. It says
 * that it is a measure of management and no judgment on title, and that whoever owns the thing may still say so afterwards.
 */
export function noticeText(of: NoticeFacts): string {
  const done = [
    ...(of.asked > 0 ? [`函询 ${of.asked} 家单位`] : []),
    ...(of.surveyed ? ["现场勘查"] : []),
    ...(of.parcelChecked ? ["地块核查"] : []),
  ];
  const where = of.address || `东经 ${of.position.lon.toFixed(5)}°、北纬 ${of.position.lat.toFixed(5)}°`;
  const code = of.code ? `（标识码 ${of.code}）` : "";
  return [
    `权属公告（${of.number}）`,
    `${where}处有${of.className}一处${code}，${done.length > 0 ? `经${done.join("、")}，` : ""}尚未查明权属单位。现公告如下：`,
    `一、对该设施主张权属的单位或者个人，请于${longDay(dayOf(of.until))}前携带能够证明权属的材料与本街道联系。`,
    "二、期满无人主张的，依照无主设施应急处置机制确定代管单位，由其负责巡查、维护；此后仍可凭证明材料主张权属。",
    "三、本公告是管理措施，不构成对权属的认定，不影响任何单位和个人依法主张权利。",
    longDay(of.today),
  ].join("\n");
}

function longDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}
