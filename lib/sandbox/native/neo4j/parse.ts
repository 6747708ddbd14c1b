import { parseSchema } from "./parse-schema";
import { parseExpression, parseMap } from "./parse-expression";
import { readType } from "./read-type";
import { Reader } from "./reader";
import type { Clause, Condition, NodePattern, Pattern, Statement } from "./syntax";
import { Refused, tokenize } from "./tokens";

/** Reads one statement. Throws Refused for what Cypher does not have, or this part of it. */
export function parse(text: string): Statement {
  const reader = new Reader(tokenize(text));
  if (reader.take("CYPHER")) reader.next();
  const schema = parseSchema(reader);
  if (schema !== undefined) {
    if (!reader.end) throw reader.unexpected("the end");
    return schema;
  }
  const clauses: Clause[] = [];
  while (!reader.end) clauses.push(...clause(reader, false));
  if (clauses.length === 0) throw new Refused("The statement is empty");
  const last = clauses.at(-1);
  if (last?.kind === "match") throw new Refused("Query cannot conclude with MATCH (must be a RETURN clause, an update clause, a unit subquery call, or a procedure call with no YIELD)");
  return { kind: "query", clauses };
}

function clause(reader: Reader, inBatch: boolean): readonly Clause[] {
  if (reader.take("MATCH")) {
    const pattern = readPattern(reader);
    return [{ kind: "match", pattern, where: reader.take("WHERE") ? conditions(reader) : [] }];
  }
  if (reader.take("MERGE")) return [{ kind: "merge", pattern: readPattern(reader) }];
  if (reader.take("SET")) return reader.list(() => assignment(reader));
  if (reader.take("REMOVE")) return reader.list(() => removal(reader));
  const detach = reader.is("DETACH", "DELETE");
  if (reader.take("DETACH", "DELETE") || reader.take("DELETE")) return [{ kind: "delete", of: reader.name("a variable"), detach }];
  if (!inBatch && reader.take("CALL", "(")) return [batches(reader)];
  throw reader.unexpected("MATCH, MERGE, SET, REMOVE, DELETE or CALL (...)");
}

function batches(reader: Reader): Clause {
  const variables = reader.list(() => reader.name("a variable"));
  reader.expect(")");
  reader.expect("{");
  const body: Clause[] = [];
  while (!reader.is("}")) body.push(...clause(reader, true));
  reader.expect("}");
  reader.expect("IN", "TRANSACTIONS");
  reader.expect("OF");
  const rows = Number(reader.next().text);
  if (!Number.isInteger(rows) || rows < 1) throw reader.unexpected("a number of rows above 0");
  reader.expect("ROWS");
  return { kind: "batches", variables, rows, body };
}

function assignment(reader: Reader): Clause {
  const of = reader.name("a variable");
  if (reader.take(":")) return { kind: "set", of, label: reader.name("a label") };
  if (reader.take("=")) return { kind: "set", of, value: parseExpression(reader) };
  reader.expect(".");
  const property = reader.name("a property");
  reader.expect("=");
  return { kind: "set", of, property, value: parseExpression(reader) };
}

function removal(reader: Reader): Clause {
  const of = reader.name("a variable");
  if (reader.take(":")) return { kind: "remove", of, label: reader.name("a label") };
  reader.expect(".");
  return { kind: "remove", of, property: reader.name("a property") };
}

function readPattern(reader: Reader): Pattern {
  const first = node(reader);
  const back = reader.take("<-");
  if (!back && !reader.take("-")) return { first };
  reader.expect("[");
  const variable = reader.is(":") ? undefined : reader.name("a variable");
  reader.expect(":");
  const type = reader.name("a relationship type");
  const properties = reader.is("{") ? parseMap(reader) : [];
  reader.expect("]");
  reader.expect(back ? "-" : "->");
  return { first, step: { ...(variable === undefined ? {} : { variable }), type, properties, back, second: node(reader) } };
}

function node(reader: Reader): NodePattern {
  reader.expect("(");
  const variable = reader.is(":") || reader.is(")") ? undefined : reader.name("a variable");
  const label = reader.take(":") ? reader.name("a label") : undefined;
  const properties = reader.is("{") ? parseMap(reader) : [];
  reader.expect(")");
  return { ...(variable === undefined ? {} : { variable }), ...(label === undefined ? {} : { label }), properties };
}

function conditions(reader: Reader): readonly Condition[] {
  const found: Condition[] = [];
  do found.push(condition(reader)); while (reader.take("AND"));
  return found;
}

function condition(reader: Reader): Condition {
  const negated = reader.take("NOT");
  if (reader.peek(1)?.text === ":" && reader.peek(1)?.kind === "mark") {
    const of = reader.name("a variable");
    reader.expect(":");
    return { kind: "label", of, label: reader.name("a label"), negated };
  }
  if (negated) throw reader.unexpected("a label");
  const of = parseExpression(reader);
  reader.expect("IS");
  const not = reader.take("NOT");
  if (reader.take("NULL")) return { kind: "null", of, negated: not };
  reader.expect("::");
  return { kind: "type", of, type: readType(reader), negated: not };
}
