import type { ColumnDef, Constraint, Node } from "libpg-query";
import type { ColumnFacts, ConstraintFacts, ConstraintKind } from "../act";
import { readExpression, readType, type Offset } from "./expressions";
import { rangeName, strings } from "./names";

const kinds: Readonly<Partial<Record<NonNullable<Constraint["contype"]>, ConstraintKind>>> = {
  CONSTR_CHECK: "check", CONSTR_FOREIGN: "foreign key", CONSTR_UNIQUE: "unique", CONSTR_PRIMARY: "primary key", CONSTR_EXCLUSION: "exclude", CONSTR_NOTNULL: "not null",
};

/** A constraint of a table, or undefined for what is only an attribute of a column. */
export function readConstraint(constraint: Constraint, offset: Offset, column?: string): ConstraintFacts | undefined {
  const kind = constraint.contype === undefined ? undefined : kinds[constraint.contype];
  if (kind === undefined) return undefined;
  const keys = strings(kind === "foreign key" ? constraint.fk_attrs : constraint.keys);
  return {
    kind,
    name: constraint.conname,
    columns: keys.length === 0 && column !== undefined ? [column] : keys,
    references: constraint.pktable === undefined ? undefined : rangeName(constraint.pktable),
    notValid: constraint.skip_validation === true,
    usingIndex: constraint.indexname,
    expression: constraint.raw_expr === undefined ? undefined : readExpression(constraint.raw_expr),
    at: offset(constraint.location),
  };
}

/** A column's definition with the constraints written behind it. */
export function readColumn(definition: ColumnDef, offset: Offset): ColumnFacts {
  const name = definition.colname ?? "";
  const constraints = (definition.constraints ?? []).flatMap((node) => ("Constraint" in node ? [node.Constraint] : []));
  const has = (type: Constraint["contype"]): Constraint | undefined => constraints.find((constraint) => constraint.contype === type);
  const value = has("CONSTR_DEFAULT");
  const generated = has("CONSTR_GENERATED");
  return {
    name,
    type: readType(definition.typeName, offset),
    notNull: has("CONSTR_NOTNULL") !== undefined || has("CONSTR_PRIMARY") !== undefined,
    default: value === undefined || isNull(value.raw_expr) ? undefined : readExpression(value.raw_expr),
    generated: generated === undefined ? undefined : generated.generated_kind === "v" ? "virtual" : "stored",
    identity: has("CONSTR_IDENTITY") !== undefined,
    constraints: constraints.flatMap((constraint) => {
      const facts = readConstraint(constraint, offset, name);
      return facts === undefined || facts.kind === "not null" ? [] : [facts];
    }),
    attributes: [],
    at: offset(definition.location),
  };
}

/** DEFAULT NULL is no default. */
function isNull(node: Node | undefined): boolean {
  return node !== undefined && "A_Const" in node && node.A_Const.isnull === true;
}
