import { readType } from "./read-type";
import { parseMap } from "./parse-expression";
import type { Reader } from "./reader";
import type { Statement, Subject } from "./syntax";

const methods = ["RANGE", "TEXT", "FULLTEXT", "POINT", "VECTOR"] as const;

/** CREATE and DROP of constraints and indexes; undefined where the statement begins otherwise. */
export function parseSchema(reader: Reader): Statement | undefined {
  if (reader.take("DROP")) {
    const what = reader.take("CONSTRAINT") ? "constraint" : "index";
    if (what === "index") reader.expect("INDEX");
    const name = reader.name();
    reader.expect("IF", "EXISTS");
    return { kind: "drop", what, name };
  }
  if (!reader.take("CREATE")) return undefined;
  if (reader.take("CONSTRAINT")) return constraint(reader);
  const method = methods.find((each) => reader.take(each));
  if (method === undefined) throw reader.unexpected("CONSTRAINT, RANGE, TEXT, FULLTEXT, POINT or VECTOR");
  reader.expect("INDEX");
  return index(reader, method);
}

function constraint(reader: Reader): Statement {
  const name = head(reader);
  const { on, variable } = subject(reader);
  reader.expect("REQUIRE");
  const several = reader.take("(");
  const properties = reader.list(() => property(reader, variable));
  if (several) reader.expect(")");
  reader.expect("IS");
  if (reader.take("UNIQUE")) return { kind: "create constraint", name, on, properties, requires: "unique" };
  if (reader.take(on.of === "node" ? "NODE" : "RELATIONSHIP", "KEY")) return { kind: "create constraint", name, on, properties, requires: "key" };
  if (properties.length > 1) throw reader.unexpected("one property");
  if (reader.take("NOT", "NULL")) return { kind: "create constraint", name, on, properties, requires: "exists" };
  reader.expect("::");
  return { kind: "create constraint", name, on, properties, requires: "type", type: readType(reader) };
}

function index(reader: Reader, method: (typeof methods)[number]): Statement {
  const name = head(reader);
  const { on, variable } = subject(reader);
  reader.expect("ON");
  const each = method === "FULLTEXT";
  if (each) reader.expect("EACH");
  reader.expect(each ? "[" : "(");
  const properties = reader.list(() => property(reader, variable));
  reader.expect(each ? "]" : ")");
  if (properties.length > 1 && (method === "TEXT" || method === "POINT")) throw reader.unexpected(`one property: a ${method.toLowerCase()} index has only one`);
  const options = reader.take("OPTIONS") ? parseMap(reader) : [];
  const config = options.find(([key]) => key === "indexConfig")?.[1];
  return { kind: "create index", name, on, properties, method: method.toLowerCase(), options: config?.kind === "map" ? config.entries : [] };
}

function head(reader: Reader): string {
  const name = reader.name();
  reader.expect("IF", "NOT");
  reader.expect("EXISTS");
  reader.expect("FOR");
  return name;
}

function subject(reader: Reader): { readonly on: Subject; readonly variable: string } {
  reader.expect("(");
  if (reader.take(")")) {
    reader.expect("-");
    reader.expect("[");
    const variable = reader.name("a variable");
    reader.expect(":");
    const name = reader.name("a relationship type");
    reader.expect("]");
    reader.expect("-");
    reader.expect("(");
    reader.expect(")");
    return { on: { of: "relationship", name }, variable };
  }
  const variable = reader.name("a variable");
  reader.expect(":");
  const name = reader.name("a label");
  reader.expect(")");
  return { on: { of: "node", name }, variable };
}

function property(reader: Reader, variable: string): string {
  const of = reader.name("a variable");
  if (of !== variable) throw reader.unexpected(`${variable}, the variable of the pattern`);
  reader.expect(".");
  return reader.name("a property");
}
