import type { SchemaObject } from "../../../model";
import type { Statement } from "../../target";
import { qualify } from "../lexical";
import { changedClauses } from "../sequence-clauses";

/** ALTER SEQUENCE with everything that differs, so that the sequence goes on counting where it was. */
export function replaceSequence(from: SchemaObject, to: SchemaObject): Statement[] {
  const clauses = changedClauses(from.definition, to.definition).map(([, clause]) => clause);
  const [was, is] = [from, to].map((object) => /^CREATE UNLOGGED /i.test(object.definition));
  const name = qualify(to.namespace, to.name);
  return [
    ...(clauses.length === 0 ? [] : [{ sql: `ALTER SEQUENCE ${name} ${clauses.join(" ")}` }]),
    ...(was === is ? [] : [{ sql: `ALTER SEQUENCE ${name} SET ${is === true ? "UNLOGGED" : "LOGGED"}` }]),
  ];
}
