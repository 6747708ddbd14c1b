import { fail, succeed, type Column, type Diagnostic, type Id, type Table } from "../../model";
import type { EvolutionField, EvolutionProposal } from "../evolution";
import type { KindOfChange } from "./evolution-kind";
import { exchangeColumns, type Converted } from "./exchange";
import { fixedColumn, type AlignedGround } from "./ground";
import { refusal, remark, rowKey } from "./records";

/** Field ids of expressions: `forward:<column id>`, `backward:<column id>`. */
export const forwardField = (id: Id): string => `forward:${id}`;
export const backwardField = (id: Id): string => `backward:${id}`;

/** The question for a column's value in the new form. */
export function forwardQuestion(column: Column, from: readonly Column[], proposed: string): EvolutionField {
  return {
    id: forwardField(column.id), label: `Value of ${column.name}`, help: `What ${column.name} holds, from ${from.map(({ name }) => name).join(", ")}.`,
    form: "expression", columns: from.map(({ name }) => name), proposed, required: true,
  };
}

/** The question for a column's value in the old form. */
export function backwardQuestion(column: Column, from: readonly Column[], proposed: string): EvolutionField {
  return {
    id: backwardField(column.id), label: `Value of ${column.name} for the old version`,
    help: `What the old version of the application reads in ${column.name} when the new one wrote ${from.map(({ name }) => name).join(", ")}.`,
    form: "expression", columns: from.map(({ name }) => name), proposed, required: true,
  };
}

/** Whether old values are kept when their column goes. */
export function archiveQuestion(proposed: "yes" | "no"): EvolutionField {
  return {
    id: "archive", label: "Keep the old values", help: "A table keeps them when the old form goes, so that the way back loses nothing; it is dropped by a phase of its own.",
    form: "choice", choices: [{ value: "yes", label: "Keep them in a table" }, { value: "no", label: "Compute them on the way back" }], proposed, required: true,
  };
}

/** What the four kinds that exchange columns of one table say. */
export interface ColumnExchangePlan {
  readonly table: Table;
  readonly old: readonly Column[];
  readonly fresh: readonly Column[];
  readonly application: readonly string[];
}

/** Why columns cannot be exchanged, and what to know if they can. */
export function exchangeFindings({ table, old, fresh }: Pick<ColumnExchangePlan, "table" | "old" | "fresh">): Diagnostic[] {
  const fixed = [...old, ...fresh].flatMap((column) => {
    const why = fixedColumn(table, column);
    return why === undefined ? [] : [refusal("column-fixed", why, column.id)];
  });
  const keyless = rowKey(table) === undefined ? [refusal("no-key", `${table.name} has no primary key and no unique key without NULL: its rows cannot be filled in batches nor found again. Give it a key first.`, table.id)] : [];
  const unsure = old.filter((column) => column.nullable && column.default !== undefined)
    .map((column) => remark("null-or-default", `${table.name}.${column.name} may be NULL and has a default: a new version that inserts NULL on purpose gets the default until the last phase.`, column.id));
  return [...fixed, ...keyless, ...unsure];
}

/** The course of a kind that is one exchange. */
export function exchangeCourse(planOf: (proposal: EvolutionProposal, ground: AlignedGround) => ColumnExchangePlan): KindOfChange["course"] {
  return (proposal, answer, ground) => {
    const exchange = planOf(proposal, ground);
    const findings = exchangeFindings(exchange);
    const errors = findings.filter(({ severity }) => severity === "error");
    const key = rowKey(exchange.table);
    if (errors.length > 0 || key === undefined) return fail(...errors);
    const asked = (columns: readonly Column[], field: (id: Id) => string): Converted[] => columns.map(({ id }) => ({ column: id, expression: answer(field(id)), field: field(id) }));
    const course = exchangeColumns({
      base: ground.base, goal: ground.goal, table: exchange.table.id, key, suffix: "", archive: answer("archive") === "yes",
      forward: asked(exchange.fresh, forwardField), backward: asked(exchange.old, backwardField), application: exchange.application,
    }, ground);
    return succeed({ ...course, diagnostics: findings });
  };
}
