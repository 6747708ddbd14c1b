export * from "./choose";
export * from "./elements";
export * from "./facility";
export * from "./native";
export * from "./native-target";
export * from "./simple-expression";
