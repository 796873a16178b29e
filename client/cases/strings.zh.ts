const cases = {
  workbench: "工作台",
};

export default cases;
