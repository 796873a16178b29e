import type zh from "./strings.zh.ts";

const ui: typeof zh = {
  error: {
    title: "Something went wrong",
    kept: "The rest of the page still works.",
    retry: "Try again",
    reload: "Reload",
    notFoundTitle: "No such page",
    notFoundText: "The address may be mistyped, or the page has moved.",
    home: "To the workbench",
  },
  loading: "Loading",
  loadMore: "Load more",
  columns: "Choose columns",
  commands: { bar: "Commands", others: "More" },
  undo: "Undo",
  cancel: "Cancel",
  confirm: "Confirm",
  close: "Close",
  back: "Back",
  copied: "Copied",
  show: "Show",
  code: { copy: "Copy the code" },
};

export default ui;
