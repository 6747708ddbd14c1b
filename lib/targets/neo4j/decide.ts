import type { Column, Id, Table } from "../../model";
import type { Decisions } from "../native/choose";
import { decideRoles, tableOf, type GraphFacts, type RoleWords, type Roles } from "../native/graph-roles";
import type { NativeInput } from "../native/native";
import { camelCase, nameWords } from "../native/words";
import { string } from "./cypher";
import type { Edition } from "./model";
import { alternatives, junctionName, proposeName, type NamedDirection } from "./relationship-names";
import { decimalForms, type DecimalForm } from "./types";

const roleWords: RoleWords = {
  node: { label: "Node label", help: "A label of its own, with relationships to what it refers to." },
  relationship: { label: "Relationship", help: "A relationship between its two ends, with its other columns as properties." },
  property: { label: "Property", help: "Its label column stands in the nodes that refer to it." }, out: { label: "Not in the graph", help: "Not in the graph: it is kept in another store." },
};

/** Most properties a junction may have as a relationship; more make it a node (neo4j-contrib's modelling guide, 2026-04-30). */
const junctionProperties = 2;

/** What each table becomes. */
export function decideGraphRoles(input: NativeInput, decisions: Decisions): Roles {
  return decideRoles(input, decisions, roleWords, junctionProperties);
}

/** How a table's properties are named; asked only where it makes a difference. */
export function decideNames(table: Table, decisions: Decisions): "camel-case" | "as-drawn" {
  const differing = table.columns.filter(({ name }) => camelCase(nameWords(name)) !== name);
  if (differing.length === 0) return "as-drawn";
  return decisions.take({
    about: table.id, table: table.id, choice: "property-names", label: `Property names of ${table.name}`, proposed: "camel-case",
    options: [{ id: "camel-case", label: "camelCase", help: "As Neo4j's naming recommendations have it." }, { id: "as-drawn", label: "As drawn", help: "The columns' names, in backticks where they need them." }],
    reason: `Cypher's convention for properties is camelCase; ${differing.length} of ${table.columns.length} names are written otherwise.`,
  });
}

/** Whether the edition checks the types of a table's properties. */
export function decideTypeChecks(table: Table, edition: Edition, decisions: Decisions): boolean {
  if (edition === "community") return false;
  return decisions.take({
    about: table.id, table: table.id, choice: "type-constraints", label: `Property types of ${table.name}`, proposed: "all",
    options: [{ id: "all", label: "Checked", help: "A type constraint for each property." }, { id: "none", label: "Not checked", help: "Any type is stored; drivers give what is there." }],
    reason: `Enterprise checks types with each write; without that, ${table.columns.length} properties could hold anything.`,
  }) === "all";
}

/** How a decimal is kept: a float while 15 digits hold it, else text. */
export function decideDecimal(table: Table, column: Column, decisions: Decisions): DecimalForm {
  const type = column.type.kind === "array" ? column.type.of : column.type;
  if (type.kind !== "decimal") return "float";
  const exact = type.precision !== undefined && type.precision <= 15;
  return decisions.take({
    about: column.id, table: table.id, choice: "decimal", label: `${table.name}.${column.name}`, proposed: exact ? "float" : "text",
    options: decimalForms.filter((form) => form !== "minor-units" || type.scale !== undefined).map((id) => ({ id, ...decimalHelp[id] })),
    reason: exact ? `A float keeps 15 digits and this has ${type.precision}: each value comes back as it was written, sums may be off behind the last digit.` : `A float keeps 15 digits and this has ${type.precision === undefined ? "no limit" : type.precision}: only text keeps them all.`,
  });
}

const decimalHelp: Readonly<Record<DecimalForm, { readonly label: string; readonly help: string }>> = {
  float: { label: "Float", help: "Sorts and adds; binary fractions." }, "minor-units": { label: "Integer of minor units", help: "Exact sums; the application divides." }, text: { label: "Text", help: "Exact; neither sorts nor adds as a number." },
};

/** The relationship of a foreign key: its type and direction. A choice may name any type: `to-parent:PLACED_BY`. */
export function decideRelationship(child: Table, fact: GraphFacts["keys"][number], input: NativeInput, decisions: Decisions): NamedDirection {
  const parent = tableOf(input.schema, fact.referencedTable);
  const proposed = proposeName(child, fact, parent);
  const offered = alternatives(child, fact, parent, proposed);
  return namedBy({ about: fact.id, table: child.id, label: `${child.name} and ${parent.name}`, why: proposed.why, ends: [child.name, parent.name] }, proposed, offered, input, decisions);
}

/** The type and direction of a junction; `to-parent` leads from its first foreign key's node to the second's. */
export function decideJunction(table: Table, from: Table, to: Table, input: NativeInput, decisions: Decisions): NamedDirection {
  const proposed = junctionName(table, from, to);
  const offered: NamedDirection[] = [proposed, { direction: "from-parent", name: proposed.name }];
  return namedBy({ about: table.id, table: table.id, label: `${from.name} and ${to.name} by ${table.name}`, why: proposed.why, ends: [from.name, to.name] }, proposed, offered, input, decisions);
}

function namedBy(about: { about: Id; table: Id; label: string; why: string; ends: readonly [string, string] }, proposed: NamedDirection, offered: readonly NamedDirection[], input: NativeInput, decisions: Decisions): NamedDirection {
  const own = read(input.choices.get(about.about)?.["relationship"]);
  const all = own === undefined || offered.some(({ direction, name }) => direction === own.direction && name === own.name) ? offered : [...offered, own];
  const [from, to] = about.ends;
  const chosen = decisions.take({
    about: about.about, table: about.table, choice: "relationship", label: about.label, proposed: `${proposed.direction}:${proposed.name}`,
    options: all.map(({ direction, name }) => ({ id: `${direction}:${name}`, label: direction === "to-parent" ? `(${from})-[:${name}]->(${to})` : `(${to})-[:${name}]->(${from})`, help: direction === "to-parent" ? `From ${from} to ${to}.` : `From ${to} to ${from}.` })),
    reason: `Called ${string(proposed.name).slice(1, -1)} since ${about.why}; direction costs nothing, both are walked alike.`,
  });
  return read(chosen) ?? proposed;
}

function read(option: string | undefined): NamedDirection | undefined {
  const match = /^(to-parent|from-parent):(.{1,255})$/u.exec(option ?? "");
  const direction = match?.[1] === "from-parent" ? "from-parent" : "to-parent";
  return match?.[2] === undefined || match[2].trim() === "" ? undefined : { direction, name: match[2] };
}
