import type { Target } from "../target";
import { capabilities } from "./capabilities";
import { createSchema } from "./create-schema";
import { introspect } from "./introspect";
import { literal, quote } from "./lexical";
import { objectKinds } from "./objects";
import { queryInMysql } from "./query-words";
import { readStatements } from "./read-statements";
import { column } from "./rules/column";
import { check, foreignKey, primaryKey, unique } from "./rules/constraints";
import { enumRules } from "./rules/enum";
import { index } from "./rules/index-rules";
import { table } from "./rules/table";
import { sync } from "./sync";
import { mysqlTypes } from "./types";
import { valueForms } from "./values";
import { versionOf, versions } from "./versions";

/** MySQL, with MariaDB as versions of its own: where they differ, rules ask the version's facts (versions.ts). */
export const mysql: Target = {
  id: "mysql",
  label: "MySQL",
  versions: versions.map(({ id, label }) => ({ id, label })),
  capabilities,
  types: mysqlTypes,
  objectKinds,
  quote,
  literal,
  rules: { table, column, primaryKey, unique, foreignKey, check, index, enum: enumRules },
  createSchema,
  introspect,
  readStatements,
  versionOf,
  values: valueForms,
  spellings: { now: "CURRENT_TIMESTAMP", randomUuid: "uuid()", query: queryInMysql, casts: false },
  sync,
};
