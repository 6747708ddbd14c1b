import type { Node, TypeName } from "libpg-query";
import type { ExpressionFacts, TypeFacts } from "../act";
import { partsName, strings } from "./names";

/** Turns the parser's byte offsets into offsets of the file. */
export type Offset = (bytes: number | undefined) => number;

/** What an expression calls, and which columns it demands to be not null. */
export function readExpression(node: Node | undefined): ExpressionFacts {
  const functions: { name: string; namespace: string | undefined; arguments: number }[] = [];
  collect(node, (name, count) => {
    const { namespace, name: plain } = partsName(name);
    functions.push({ name: plain, namespace, arguments: count });
  });
  return { functions, notNull: demandsNotNull(node) };
}

/** A type as the grammar resolves it; without the namespace of the built-in ones. */
export function readType(type: TypeName | undefined, offset: Offset): TypeFacts | undefined {
  if (type === undefined) return undefined;
  const modifiers = (type.typmods ?? []).flatMap((node) => ("A_Const" in node && node.A_Const.ival !== undefined ? [node.A_Const.ival.ival ?? 0] : []));
  return { name: strings(type.names).at(-1) ?? "", modifiers, array: (type.arrayBounds ?? []).length > 0, at: offset(type.location) };
}

/** Walks everything below a node: the tree is plain JSON. */
function collect(value: unknown, found: (name: string[], count: number) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "FuncCall" && typeof inner === "object" && inner !== null) found(calledName(inner), Array.isArray(inner.args) ? inner.args.length : 0);
    // A query inside an expression is not evaluated once: it counts as unknown.
    if (key === "SubLink") found(["(query)"], 0);
    collect(inner, found);
  }
}

function calledName(call: object): string[] {
  const names: unknown = "funcname" in call ? call.funcname : undefined;
  return Array.isArray(names) ? names.flatMap((part: unknown) => (isString(part) ? [part.String.sval] : [])) : [];
}

function isString(value: unknown): value is { String: { sval: string } } {
  return typeof value === "object" && value !== null && "String" in value && typeof value.String === "object" && value.String !== null
    && "sval" in value.String && typeof value.String.sval === "string";
}

function demandsNotNull(node: Node | undefined): string[] {
  if (node === undefined) return [];
  if ("BoolExpr" in node && node.BoolExpr.boolop === "AND_EXPR") return (node.BoolExpr.args ?? []).flatMap(demandsNotNull);
  if (!("NullTest" in node) || node.NullTest.nulltesttype !== "IS_NOT_NULL" || node.NullTest.arg === undefined) return [];
  const { arg } = node.NullTest;
  return "ColumnRef" in arg ? strings(arg.ColumnRef.fields).slice(-1) : [];
}
