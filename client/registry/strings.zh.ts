const registry = {
  title: "部件",
};

export default registry;
