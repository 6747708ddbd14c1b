import type { Reader } from "./reader";
import type { Expression } from "./syntax";

/** Sums and products of literals, properties, lists, maps and calls. */
export function parseExpression(reader: Reader): Expression {
  return operators(reader, ["+", "-"], () => operators(reader, ["*", "/"], () => primary(reader)));
}

function operators(reader: Reader, of: readonly string[], operand: () => Expression): Expression {
  let left = operand();
  for (let operator = of.find((each) => reader.take(each)); operator !== undefined; operator = of.find((each) => reader.take(each))) left = { kind: "binary", operator, left, right: operand() };
  return left;
}

export function parseMap(reader: Reader): readonly (readonly [string, Expression])[] {
  reader.expect("{");
  if (reader.take("}")) return [];
  const entries = reader.list(() => {
    const key = reader.name("a key");
    reader.expect(":");
    return [key, parseExpression(reader)] as const;
  });
  reader.expect("}");
  return entries;
}

function primary(reader: Reader): Expression {
  if (reader.take("-")) {
    const inner = primary(reader);
    if (inner.kind === "value" && inner.value !== null && (inner.value.type === "INTEGER" || inner.value.type === "FLOAT")) return { kind: "value", value: { ...inner.value, value: -inner.value.value } };
    throw reader.unexpected("a number");
  }
  if (reader.take("(")) {
    const inner = parseExpression(reader);
    reader.expect(")");
    return inner;
  }
  if (reader.take("[")) {
    const items = reader.is("]") ? [] : reader.list(() => parseExpression(reader));
    reader.expect("]");
    return { kind: "list", items };
  }
  if (reader.is("{")) return { kind: "map", entries: parseMap(reader) };
  if (reader.take("NULL")) return { kind: "value", value: null };
  if (reader.is("TRUE") || reader.is("FALSE")) return { kind: "value", value: { type: "BOOLEAN", value: reader.next().text.toUpperCase() === "TRUE" } };
  const token = reader.next();
  if (token.kind === "string") return { kind: "value", value: { type: "STRING", value: token.text } };
  if (token.kind === "number") return { kind: "value", value: { type: /[.eE]/.test(token.text) ? "FLOAT" : "INTEGER", value: Number(token.text) } };
  if (token.kind !== "name") throw reader.unexpected("an expression");
  if (token.quoted !== true && reader.take("(")) {
    const args = reader.is(")") ? [] : reader.list(() => parseExpression(reader));
    reader.expect(")");
    return { kind: "call", name: token.text, args };
  }
  return reader.take(".") ? { kind: "property", of: token.text, name: reader.name("a property") } : { kind: "variable", name: token.text };
}
