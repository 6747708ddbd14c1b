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
import { types } from "./types";

/** PostgreSQL 14 to 18. */
export const postgresql: Target = {
  id: "postgresql",
  label: "PostgreSQL",
  versions: ["18", "17", "16", "15", "14"].map((id) => ({ id, label: `PostgreSQL ${id}` })),
  capabilities,
  types,
  objectKinds,
  quote,
  literal,
  rules: { table, column, primaryKey, unique, foreignKey, check, index, enum: enumRules },
  createSchema,
  introspect,
  spellings: { now: "now()", randomUuid: "gen_random_uuid()", casts: true },
  sync,
};
