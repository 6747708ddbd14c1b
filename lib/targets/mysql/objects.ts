import type { SchemaObject } from "../../model";
import type { ObjectKind, Statement } from "../target";
import { quote } from "./lexical";
import { factsOf } from "./versions";

const whole = (object: SchemaObject): Statement[] => [{ sql: object.definition }];

/** Kinds made and dropped by their word; MariaDB replaces them in one statement. */
function simple(word: string, label = word): ObjectKind {
  return {
    label,
    create: whole,
    drop: (object) => [{ sql: `DROP ${word.toUpperCase()} ${quote(object.name)}` }],
    replace: (_from, to, { version }) => (factsOf(version).createOrReplace ? [{ sql: orReplace(to.definition) }] : undefined),
  };
}

/** CREATE OR REPLACE of what CREATE makes. */
function orReplace(definition: string): string {
  return definition.replace(/^\s*CREATE(?:\s+OR\s+REPLACE)?\s+/i, "CREATE OR REPLACE ");
}

/** The further objects of MySQL and MariaDB. */
export const objectKinds: Readonly<Record<string, ObjectKind>> = {
  database: {
    label: "database default",
    create: whole,
    drop: (_object, { version }) => [{ sql: `ALTER DATABASE DEFAULT COLLATE ${factsOf(version).collation}` }],
    replace: (_from, to) => whole(to),
  },
  view: { ...simple("view"), replace: (_from, to) => [{ sql: orReplace(to.definition) }] },
  trigger: simple("trigger"),
  function: simple("function"),
  procedure: simple("procedure"),
  event: simple("event"),
  sequence: { label: "sequence", create: whole, drop: (object) => [{ sql: `DROP SEQUENCE ${quote(object.name)}` }] },
};
