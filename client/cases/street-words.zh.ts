/** Of two streets: whose a case is. */
const street = {
  outside: "该点不在任何街道范围内：请先围蔽，再移交相邻街道（时限照常计算）",
  handedOver: "已移交至 {{code}}（不得再次跨界）",
  boundary: "该点位于街道边界 5 米以内（或精度不足以判定）：如属相邻街道，围蔽后可移交",
  disagreed: "两街道未协商一致：由召集人提请共同的上一级确定，并录入其决定",
  streetDecided: "共同的上一级已确定：{{code}}（{{document}}）",
  decidedDivision: "确定归属街道",
  decidedUnit: "由谁处置",
  decisionNumber: "决定文号",
  decisionHolds: "有效期",
  decisionHoldsHint: "不填结束日期则长期有效；期内此部件的新案件不再争议",
  decisionPaper: "决定文件（照片或扫描件）",
};

export default street;
