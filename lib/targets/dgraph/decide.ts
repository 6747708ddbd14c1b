import type { Column, ForeignKey, Id, Table } from "../../model";
import type { Decisions } from "../native/choose";
import { decideRoles, type RoleWords, type Roles } from "../native/graph-roles";
import type { NativeInput } from "../native/native";
import type { Form } from "./model";
import { decimalForms, type DecimalForm } from "./types";

/** Which schema is posted; it is one for all, so it stands in the first table's panel. */
export function decideForm(first: Table, input: NativeInput, decisions: Decisions): Form {
  const walks = input.patterns.filter(({ operation, hops, text }) => (operation === "traverse" && (hops === "unbounded" || (hops ?? 1) > 1)) || text === "typo").length;
  return decisions.take({
    about: first.id, table: first.id, choice: "schema", label: "Schema of the whole design", proposed: "graphql",
    options: [{ id: "graphql", label: "GraphQL", help: "Posted to /admin/schema; Dgraph makes the API and the predicates of it. DQL asks the same data." }, { id: "dql", label: "DQL", help: "Posted to /alter; edges have ways back by @reverse and counts, unique is kept by the database; no GraphQL API." }],
    reason: `A GraphQL API comes with it, and its renames copy nothing; ${walks === 0 ? "no pattern" : walks === 1 ? "1 pattern" : `${walks} patterns`} of ${input.patterns.length} need DQL beside it, which works on the same predicates.`,
  });
}

const roleWords: RoleWords = {
  node: { label: "Type", help: "A type of its own with edges to what it refers to." }, relationship: { label: "Edge", help: "A list of edges between its two ends; its other columns are lost." },
  property: { label: "Field", help: "Its label column stands in the types that refer to it." }, out: { label: "Not in the graph", help: "Not in the graph: it is kept in another store." },
};

/** What each table becomes. Edges have no fields in GraphQL, so a junction with any column of its own is a type. */
export function decideGraphRoles(input: NativeInput, decisions: Decisions): Roles {
  return decideRoles(input, decisions, roleWords, 0);
}

export function decideDecimal(table: Table, column: Column, decisions: Decisions): DecimalForm {
  const type = column.type.kind === "array" ? column.type.of : column.type;
  if (type.kind !== "decimal") return "float";
  const exact = type.precision !== undefined && type.precision <= 15;
  const help = { float: { label: "Float", help: "Sorts and adds; binary fractions." }, "minor-units": { label: "Integer of minor units", help: "Exact sums; the application divides." }, text: { label: "Text", help: "Exact; neither sorts nor adds as a number." } } as const;
  return decisions.take({
    about: column.id, table: table.id, choice: "decimal", label: `${table.name}.${column.name}`, proposed: exact ? "float" : "text", options: decimalForms.filter((form) => form !== "minor-units" || type.scale !== undefined).map((id) => ({ id, ...help[id] })),
    reason: exact ? `A float keeps 15 digits and this has ${type.precision}: each value comes back as it was written, sums may be off behind the last digit.` : `A float keeps 15 digits and this has ${type.precision === undefined ? "no limit" : type.precision}: only text keeps them all.`,
  });
}

/** Whether the parent knows its children: asked of each foreign key. */
export function decideInverse(child: Table, key: ForeignKey, parent: Table, input: NativeInput, decisions: Decisions): boolean {
  const from = input.patterns.filter(({ tableId, equality, joins }) => (tableId === child.id && key.columns.every((column) => equality?.includes(column))) || (tableId === parent.id && joins?.includes(child.id)) || (tableId === child.id && joins?.includes(parent.id)));
  return decisions.take({
    about: key.id, table: child.id, choice: "inverse", label: `From ${parent.name} to ${child.name}`, proposed: from.length > 0 ? "both-ways" : "one-way",
    options: [{ id: "both-ways", label: "Both ways", help: "The parent has a list of edges to its children, kept in step by @hasInverse (GraphQL) or @reverse (DQL)." }, { id: "one-way", label: "One way", help: "Only the child has an edge; one write less for each." }],
    reason: from.length > 0 ? `${from.length === 1 ? "1 pattern goes" : `${from.length} patterns go`} from ${parent.name} to ${child.name}, such as "${from[0]?.name ?? ""}".` : `No pattern goes from ${parent.name} to ${child.name}, and each way back costs a write.`,
  }) === "both-ways";
}

/** Whether a rule keeps callers to their own nodes: offered where a pattern names the column that says whose rows may be seen. */
export function decideAuth(table: Table, form: Form, input: NativeInput, decisions: Decisions): Id | undefined {
  const scoped = input.patterns.filter(({ tableId, scope }) => tableId === table.id && scope !== undefined && table.columns.some(({ id }) => id === scope));
  const scope = scoped[0]?.scope;
  if (scope === undefined || form === "dql") return undefined;
  const column = table.columns.find(({ id }) => id === scope)?.name ?? "";
  return decisions.take({
    about: table.id, table: table.id, choice: "authorization", label: `Who sees ${table.name}`, proposed: "scope",
    options: [{ id: "scope", label: `By ${column}`, help: "An @auth rule compares it with a claim of the caller's token." }, { id: "none", label: "No rule", help: "Whoever may ask sees all; the application keeps them apart." }],
    reason: `${scoped.length === 1 ? "1 pattern says" : `${scoped.length} patterns say`} that ${column} decides whose rows may be seen.`,
  }) === "scope" ? scope : undefined;
}
