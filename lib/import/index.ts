export { detectFormat } from "./detect";
export { foundIn, plural } from "./found";
export { importFormats, importLimit, type FoundCount, type ImportFormat, type ImportResult } from "./import-result";
export { importText, type ImportInput } from "./import-text";
export { readSchemaFile, writeSchemaFile } from "./json/import-json";
export { schemaShape } from "./json/schema-shape";
export type { OpenSandbox, WorkOptions } from "./work";
