export * from "./advice";
export * from "./advise";
export * from "./attributes";
export * from "./fields";
export * from "./pattern-kinds";
export * from "./read-attributes";
export * from "./technologies";
export * from "./technology";
