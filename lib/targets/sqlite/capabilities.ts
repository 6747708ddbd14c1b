import type { Capabilities } from "../target";
import { optionNames } from "./options";

/** What SQLite 3.40 and later can do. */
export const capabilities: Capabilities = {
  transactionalDdl: true,
  scripts: "sqlite3",
  enumTypes: false,
  comments: false,
  namespaces: false,
  arrays: false,
  partialIndexes: true,
  expressionIndexes: true,
  includeColumns: false,
  indexMethods: ["btree"],
  concurrentIndexes: false,
  notValidConstraints: false,
  deferrableConstraints: true,
  identity: ["by default"],
  identityOnlyAs: { kind: "int64" },
  generated: ["virtual", "stored"],
  collations: ["BINARY", "NOCASE", "RTRIM"],
  tableOptions: {
    [optionNames.strict]: "Set to true: values must be of the column's type, which is one of INT, INTEGER, REAL, TEXT, BLOB, ANY.",
    [optionNames.withoutRowid]: "Set to true: rows are stored in the primary key's index. Needs a primary key; good for small rows with a composite key.",
  },
  caseInsensitiveNames: true,
  btree: {
    pageBytes: 4096, fill: 0.69, entryBytes: 9, align: 1,
    rule: "Rows × (key + row number of up to 5 bytes + about 4 of headers), pages of 4 kB filled to 69 % for entries in no order (SQLite, Database File Format, B-tree Pages).",
  },
  // Names have no limit of their own; a statement may have a billion bytes. This keeps one within what people and tools bear.
  identifierBytes: 1024,
  columnsPerTable: 2000,
};
