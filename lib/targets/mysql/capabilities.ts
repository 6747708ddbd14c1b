import type { Capabilities } from "../target";
import { tableOptions } from "./options";

/** What MySQL 8.0 and later and MariaDB 10.11 and later can do. */
export const capabilities: Capabilities = {
  // Each statement commits by itself (manual, Statements That Cause an Implicit Commit).
  transactionalDdl: false,
  scripts: "mysql",
  enumTypes: true,
  inlineEnums: true,
  comments: true,
  namespaces: false,
  arrays: false,
  partialIndexes: false,
  expressionIndexes: true,
  includeColumns: false,
  indexMethods: ["btree", "hash", "fulltext", "spatial"],
  concurrentIndexes: false,
  // Of the session: what follows in the same connection waits no longer either.
  lockTimeout: "SET SESSION lock_wait_timeout = 5",
  notValidConstraints: false,
  deferrableConstraints: false,
  identity: ["by default"],
  generated: ["virtual", "stored"],
  collations: ["utf8mb4_0900_ai_ci", "utf8mb4_0900_as_cs", "utf8mb4_bin", "utf8mb4_general_ci", "utf8mb4_unicode_ci", "ascii_general_ci", "ascii_bin", "latin1_swedish_ci", "latin1_bin"],
  tableOptions: {
    [tableOptions.engine]: "Storage engine: InnoDB (default), MyISAM, MEMORY, ARCHIVE, ...",
    [tableOptions.collation]: "Collation, and by it character set, of columns that name none: utf8mb4_bin. Changing it converts those columns.",
    [tableOptions.rowFormat]: "How rows are stored: DYNAMIC (default), COMPACT, REDUNDANT, COMPRESSED.",
    [tableOptions.autoIncrement]: "Where AUTO_INCREMENT starts. Only set when the table is made or this changes: the counter is data, not schema.",
    [tableOptions.partitions]: "How rows are divided: RANGE (year) (PARTITION p2026 VALUES LESS THAN (2027)), HASH (id) PARTITIONS 4.",
    [tableOptions.keyPrefix]: "How many characters of each column the primary key keeps, - for all: 10,-.",
    [tableOptions.versioning]: "MariaDB: on keeps old versions of rows.",
    key_block_size: "Page size of compressed tables, in kilobytes.",
    compression: "Page compression: 'zlib', 'lz4' or 'none'.",
    encryption: "'Y' or 'N'.",
    stats_persistent: "1, 0 or DEFAULT: statistics outlive a restart.",
  },
  caseInsensitiveNames: true,
  basicPlaneNames: true,
  implicitDefaults: true,
  namelessPrimaryKeys: true,
  unkeyedTypes: ["text", "bytes", "json", "array", "vector"],
  lateBinding: true,
  foreignKeyIndexes: true,
  btree: {
    pageBytes: 16_384, fill: 0.69, entryBytes: 7, align: 1, carriesPrimaryKey: true,
    rule: "Rows × (key + primary key + about 7 bytes of record header), pages of 16 kB filled to 69 %, between half and 15/16 for entries in no order (MySQL 8.4, The Physical Structure of an InnoDB Index).",
  },
  // 64 characters; characters of the Basic Multilingual Plane have at most three bytes.
  identifierBytes: 64,
  columnsPerTable: 1017,
};
