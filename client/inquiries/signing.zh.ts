/** What a signer reads: the proposal, what it takes, and what was set aside for a stated reason. */
const signing = {
  proposal: {
    DETERMINATION: "提议：{{unit}} 自 {{from}} 起为权属单位",
    BACKSTOP: "提议：由 {{unit}} 临时管护，每 {{days}} 天巡检，{{review}} 复核",
    PRIVATE: "提议：认定位于小区/厂区内，由 {{unit}} 管护",
    PRIVATE_NOBODY: "提议：认定位于小区/厂区内，管护单位待定",
    SEALING: "提议：废弃封填，填充材料：{{material}}",
    REOPENING: "申请重新开启：{{reason}}。确认前原决定继续有效。",
    DISCLAIMER: "代 {{unit}} 登记认错退出：{{reason}}。确认前其仍为权属单位。",
    letter: "该单位来函",
    WITHDRAWAL: "申请撤回：{{reason}}",
    consent: "书面同意",
    corrects: "更正往日权属：须先听取以下单位意见，并由召集人决定",
    touched: "{{unit}}：{{from}}至{{to}}",
    untilNow: "今日",
    hearing: "已征询，答复期至{{due}}",
    heard: "已听取",
    overrides: "虽在小区/厂区内，仍提议兜底（将列入审计）",
    by: "{{at}} 提议",
    system: "公告期满，系统自动提议",
    guard: "签批条件",
  },
  doubt: {
    title: "确认前须答复以下各点，并写入审计",
    DENIED: "该单位已否认",
    WITHDRAWN: "该单位已撤回认领",
    REJECTED: "该单位的认领已被驳回",
    NOT_HEARD: "该单位未被征询或尚未到期",
    EVIDENCE_AGAINST: "有不利于该单位的证据",
  },
  guard: {
    claims: { met: "没有未决的认领", missing: "还有 {{count}} 个未决的认领", waived: "" },
    round: { met: "已完成 {{count}} 轮协查", missing: "尚未发出协查函", waived: "" },
    whole: {
      met: "应征询的单位均已发函",
      missing: "还有 {{count}} 个应征询的单位未发函",
      waived: "{{count}} 个应征询的单位未发函，已说明理由",
    },
    answers: {
      met: "候选单位均已答复或记为逾期未复",
      missing: "{{asked}} 个单位中还有 {{count}} 个未复",
      waived: "",
    },
    survey: { met: "已现场踏勘", missing: "缺现场踏勘，或有单位要求踏勘后尚未踏勘", waived: "" },
    parcel: {
      met: "地块核查：公共地块",
      missing: "地块核查未完成，或位于小区/厂区内",
      waived: "位于小区/厂区内，提议人已说明仍须兜底",
    },
    map: { met: "", missing: "", waived: "地块核查与地图不符（{{said}}），已说明理由" },
    unannounced: { met: "涉密部件不公告，签批不以公告为条件", missing: "", waived: "" },
    notice: {
      met: "公告期已满",
      missing: "公告期未满，且未写明紧急理由",
      waived: "因紧急理由免公告：{{reason}}",
    },
    signer: { met: "签批人不是提议人", missing: "您是提议人，不能自己签批", waived: "" },
  },
  stated: {
    UNITS_LEFT_OUT: "未发函：{{units}}。",
    PARCEL_CHECKED: "地块核查与地图不符。",
    BACKSTOP_PROPOSED: "紧急或例外理由：",
    INSIDE: "地图显示在小区/厂区内",
    OUTSIDE: "地图上不在小区/厂区内",
  },
};

export default signing;
