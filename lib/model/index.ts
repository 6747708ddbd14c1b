export * from "./access-pattern";
export * from "./address";
export * from "./column-type";
export * from "./diagnostic";
export * from "./id";
export * from "./one-line";
export * from "./schema";
export * from "./technology";
