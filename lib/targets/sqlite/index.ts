import type { Target } from "../target";
import { capabilities } from "./capabilities";
import { createSchema } from "./create-schema";
import { introspect } from "./introspect";
import { literal, quote } from "./lexical";
import { objectKinds } from "./objects";
import { column } from "./rules/column";
import { check, foreignKey, primaryKey, unique } from "./rules/constraints";
import { enumRules } from "./rules/enum";
import { index } from "./rules/index-rules";
import { table } from "./rules/table";
import { sync } from "./sync";
import { sqliteTypes } from "./types";

/** SQLite: the embedded database. 3.54 is the newest; 3.40 stands for versions without ALTER of constraints. */
export const sqlite: Target = {
  id: "sqlite",
  label: "SQLite",
  versions: [{ id: "3.54", label: "SQLite 3.54" }, { id: "3.40", label: "SQLite 3.40" }],
  capabilities,
  types: sqliteTypes,
  objectKinds,
  quote,
  literal,
  rules: { table, column, primaryKey, unique, foreignKey, check, index, enum: enumRules },
  createSchema,
  introspect,
  spellings: {
    now: "CURRENT_TIMESTAMP",
    randomUuid: "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))",
    casts: false,
  },
  sync,
};
