/** Names of the options MySQL has, as they stand in `options` of tables, columns and indexes. */
export const tableOptions = {
  engine: "engine",
  collation: "collation",
  rowFormat: "row_format",
  autoIncrement: "auto_increment",
  partitions: "partition by",
  /** How many characters of each column the primary key keeps, `-` for all: `10,-`. */
  keyPrefix: "primary key prefix",
  /** MariaDB, "on": old versions of rows are kept. */
  versioning: "system versioning",
} as const;

export const columnOptions = {
  /** `CURRENT_TIMESTAMP`: the value is set anew whenever the row changes. */
  onUpdate: "on update",
  /** "true": left out of `SELECT *`. */
  invisible: "invisible",
  /** Number of the spatial reference system. */
  srid: "srid",
  /** MariaDB: a check that belongs to the column. */
  check: "check",
  /** Further clauses as the engine prints them: `COLUMN_FORMAT FIXED`. */
  attributes: "attributes",
} as const;

export const indexOptions = {
  /** How many characters of each part are kept, `-` for all: `10,-`. */
  prefix: "prefix",
  /** Full text: `ngram`. */
  parser: "parser",
  /** "true": kept up to date, not used by the optimizer. */
  hidden: "invisible",
  keyBlockSize: "key_block_size",
} as const;

/** Options of a table that are printed as `NAME=value`, with what takes them back. */
export const plainTableOptions: Readonly<Record<string, string>> = {
  engine: "InnoDB", row_format: "DEFAULT", auto_increment: "1", key_block_size: "0", avg_row_length: "0", max_rows: "0", min_rows: "0", checksum: "0", delay_key_write: "0",
  pack_keys: "DEFAULT", stats_persistent: "DEFAULT", stats_auto_recalc: "DEFAULT", stats_sample_pages: "DEFAULT", compression: "''", encryption: "'N'", insert_method: "NO",
  page_compressed: "0", page_compression_level: "DEFAULT", encrypted: "NO", encryption_key_id: "1", transactional: "DEFAULT", page_checksum: "0", tablespace: "innodb_file_per_table",
};
