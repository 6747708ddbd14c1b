import type { MemberKind } from "./members";

/** Where operations stand that nothing else orders: lower is earlier. Destroying rows comes late, so that a person can still save them. */
export const ranks = {
  createFoundation: 5,
  dropObject: 10,
  renameTable: 30,
  renameColumn: 31,
  renameMember: 32,
  renameEnum: 33,
  alterEnum: 40,
  createEnum: 41,
  createObject: 42,
  createTable: 50,
  alterTable: 58,
  rebuildTable: 59,
  alterColumn: 62,
  dropColumn: 70,
  dropTable: 72,
  dropEnum: 74,
  dropFoundation: 76,
  /** Objects that are built on tables. */
  createLateObject: 90,
} as const;

export const addRanks: Readonly<Record<MemberKind, number>> = {
  column: 60, "primary key": 64, unique: 65, check: 66, index: 67, "foreign key": 80,
};

export const dropRanks: Readonly<Record<MemberKind, number>> = {
  "foreign key": 20, index: 22, check: 23, unique: 26, "primary key": 28, column: 70,
};
