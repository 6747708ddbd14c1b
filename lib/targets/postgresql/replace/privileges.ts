import type { SchemaObject } from "../../../model";
import type { Statement } from "../../target";
import { tokens } from "../expression";
import { splitDefinition } from "../statements";

/** The statement that undoes a GRANT or a REVOKE, with or without ALTER DEFAULT PRIVILEGES in front. */
export function oppositeOf(sql: string): string {
  const words = tokens(sql).filter((t) => t.kind === "word");
  const verb = words.find((t) => /^(GRANT|REVOKE)$/i.test(t.text));
  if (verb === undefined) throw new Error(`Neither GRANT nor REVOKE: ${sql}`);
  const granted = verb.text.toUpperCase() === "GRANT";
  // The grantee is last; its preposition is the last such word.
  const link = words.findLast((t) => (granted ? /^TO$/i : /^FROM$/i).test(t.text));
  if (link === undefined) throw new Error(`No grantee: ${sql}`);
  const head = sql.slice(0, verb.at);
  const middle = sql.slice(verb.at + verb.text.length, link.at).trim();
  const grantee = sql.slice(link.at + link.text.length).replace(/\s+WITH\s+GRANT\s+OPTION\s*$/i, "").trim();
  return granted ? `${head}REVOKE ${middle} FROM ${grantee}` : `${head}GRANT ${middle} TO ${grantee}`;
}

export function dropPrivilege(object: SchemaObject): Statement[] {
  return splitDefinition(object.definition).toReversed().map((sql) => ({ sql: oppositeOf(sql) }));
}
