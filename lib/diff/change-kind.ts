/** What a record of a schema is, in the words people read. The plan's ChangeKind is this. */
export type ChangeKind = "table" | "column" | "primary key" | "unique" | "foreign key" | "check" | "index" | "enum" | "object";
