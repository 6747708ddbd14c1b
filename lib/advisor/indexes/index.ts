export * from "./index-advice";
export { adviseIndexes } from "./advise-indexes";
export { keysOf } from "./key";
