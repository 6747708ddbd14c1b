/**
 * Stable identity of a record. A rename keeps the id, so a rename is known as a rename.
 * Schemas read from an engine get fresh ids; they are matched with a design by name (lib/diff).
 */
export type Id = string;
