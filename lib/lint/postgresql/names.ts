import type { Node, RangeVar } from "libpg-query";
import type { ObjectName } from "../act";

/** Texts of a list of String nodes. */
export function strings(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) => ("String" in node ? [node.String.sval ?? ""] : []));
}

/** A relation's name. */
export function rangeName(range: RangeVar | undefined): ObjectName {
  return { namespace: range?.schemaname, name: range?.relname ?? "" };
}

/** A name written as parts: `schema.name`, `database.schema.name`. */
export function partsName(parts: readonly string[]): ObjectName {
  return { namespace: parts.at(-2), name: parts.at(-1) ?? "" };
}

/** The name of an object in a list of DROP, COMMENT or RENAME: a list of parts, a type name, an object with arguments. */
export function objectName(node: Node | undefined): ObjectName {
  if (node === undefined) return { namespace: undefined, name: "" };
  if ("List" in node) return partsName(strings(node.List.items));
  if ("TypeName" in node) return partsName(strings(node.TypeName.names));
  if ("ObjectWithArgs" in node) return partsName(strings(node.ObjectWithArgs.objname));
  if ("String" in node) return { namespace: undefined, name: node.String.sval ?? "" };
  return { namespace: undefined, name: "" };
}
