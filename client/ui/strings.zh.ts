const ui = {
  error: {
    title: "出了点问题",
    kept: "页面的其余部分仍可使用。",
    retry: "重试",
    reload: "重新加载",
    notFoundTitle: "没有这个页面",
    notFoundText: "地址可能写错了，或者内容已移走。",
    home: "回到工作台",
  },
  loading: "加载中",
  loadMore: "加载更多",
  columns: "选择列",
  commands: { bar: "操作", others: "其他操作" },
  undo: "撤销",
  cancel: "取消",
  confirm: "确定",
  close: "关闭",
  back: "返回",
  copied: "已复制",
  show: "查看",
  code: { copy: "复制标识码" },
};

export default ui;
