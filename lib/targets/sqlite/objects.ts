import type { ObjectKind } from "../target";
import { quote } from "./lexical";

/** The further objects of SQLite. None has CREATE OR REPLACE. */
export const objectKinds: Readonly<Record<string, ObjectKind>> = {
  "virtual table": {
    label: "virtual table",
    drop: (object) => [{ sql: `DROP TABLE ${quote(object.name)}`, loss: `all rows of ${object.name}` }],
  },
  view: { label: "view", drop: (object) => [{ sql: `DROP VIEW ${quote(object.name)}` }] },
  trigger: { label: "trigger", uniqueNames: true, drop: (object) => [{ sql: `DROP TRIGGER ${quote(object.name)}` }] },
};
