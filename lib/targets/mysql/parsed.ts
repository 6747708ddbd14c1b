/** A CREATE TABLE as read from its text, with names in place of ids. */
export interface ParsedTable {
  readonly name: string;
  readonly columns: readonly ParsedColumn[];
  readonly keys: readonly ParsedKey[];
  readonly foreignKeys: readonly ParsedForeignKey[];
  readonly checks: readonly ParsedCheck[];
  readonly comment?: string;
  /** Character set and collation as written. */
  readonly charset?: string;
  readonly collation?: string;
  /** Other options by their names in small letters; `partition by` with its whole text. */
  readonly options: Readonly<Record<string, string>>;
  /** Clauses that have no place in the model (`WITH SYSTEM VERSIONING`, periods). */
  readonly unmodelled: readonly string[];
}

export interface ParsedColumn {
  readonly name: string;
  readonly type: string;
  readonly charset?: string;
  readonly collation?: string;
  /** BINARY after the type: the character set's `_bin` collation. */
  readonly binary?: boolean;
  readonly nullable: boolean;
  /** The clause after DEFAULT, without the parentheses of an expression. */
  readonly default?: string;
  readonly generated?: { readonly expression: string; readonly stored: boolean };
  readonly autoIncrement: boolean;
  readonly comment?: string;
  readonly check?: string;
  readonly options: Readonly<Record<string, string>>;
}

export interface ParsedPart {
  /** Exactly one of the two. */
  readonly column?: string;
  readonly expression?: string;
  readonly length?: number;
  readonly descending: boolean;
}

export interface ParsedKey {
  readonly kind: "primary" | "unique" | "index" | "fulltext" | "spatial";
  /** Absent: the engine finds one. */
  readonly name?: string;
  readonly parts: readonly ParsedPart[];
  readonly method?: string;
  readonly comment?: string;
  readonly hidden: boolean;
  readonly parser?: string;
  readonly keyBlockSize?: string;
}

export interface ParsedForeignKey {
  readonly name?: string;
  readonly columns: readonly string[];
  readonly table: string;
  /** Empty: the parent's primary key. */
  readonly referencedColumns: readonly string[];
  readonly onDelete?: string;
  readonly onUpdate?: string;
}

export interface ParsedCheck {
  readonly name?: string;
  readonly expression: string;
  readonly enforced: boolean;
}
