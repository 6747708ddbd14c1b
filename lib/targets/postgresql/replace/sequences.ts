import type { SchemaObject } from "../../../model";
import type { Statement } from "../../target";
import { tokens } from "../expression";
import { qualify } from "../lexical";

const defaults: Readonly<Record<string, string>> = {
  AS: "AS bigint", INCREMENT: "INCREMENT BY 1", MINVALUE: "NO MINVALUE", MAXVALUE: "NO MAXVALUE", START: "START WITH 1", CACHE: "CACHE 1", CYCLE: "NO CYCLE",
};

/** ALTER SEQUENCE with everything that differs, so that the sequence goes on counting where it was. */
export function replaceSequence(from: SchemaObject, to: SchemaObject): Statement[] {
  const [before, after] = [settings(from.definition), settings(to.definition)];
  const clauses = [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => key !== "UNLOGGED" && before.get(key) !== after.get(key)).map((key) => after.get(key) ?? defaults[key] ?? "");
  const name = qualify(to.namespace, to.name);
  return [
    ...(clauses.length === 0 ? [] : [{ sql: `ALTER SEQUENCE ${name} ${clauses.join(" ")}` }]),
    ...(before.has("UNLOGGED") === after.has("UNLOGGED") ? [] : [{ sql: `ALTER SEQUENCE ${name} SET ${after.has("UNLOGGED") ? "UNLOGGED" : "LOGGED"}` }]),
  ];
}

/** Clauses by their first word. */
function settings(definition: string): Map<string, string> {
  const found = new Map<string, string>();
  let current: string[] = [];
  let key: string | undefined;
  const keep = (): void => { if (key !== undefined) found.set(key, current.join(" ").replace(/- /g, "-")); };
  for (const token of tokens(definition)) {
    const word = token.kind === "word" ? token.text.toUpperCase() : token.text;
    if (word === "UNLOGGED") found.set("UNLOGGED", "UNLOGGED");
    else if (word === "NO") { keep(); key = "NO"; current = ["NO"]; }
    else if (word in defaults && key === "NO") { key = word; current.push(word); }
    else if (word in defaults) { keep(); key = word; current = [word]; }
    else current.push(token.text);
  }
  keep();
  return found;
}
