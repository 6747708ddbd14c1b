import { meaningfulTokens, tokenName } from "../../diff/sql-tokens";
import type { Id, Index, IndexPart, Table } from "../../model";
import type { Capabilities } from "../../targets/target";
import { columnOfElement, sameConstant, type Constant, type Demand, type Element, type SpecialDemand, type Step } from "./demand";

/** A key that is there, or would be: what can serve a demand. */
export interface Key {
  /** Of the primary key, unique key, index, or (its own index) foreign key. */
  readonly id: Id;
  readonly kind: "primary key" | "unique key" | "index" | "foreign key";
  readonly method: string;
  readonly steps: readonly Step[];
  readonly unique: boolean;
  readonly include: readonly Id[];
  /** What rows it holds; undefined where the condition is not one we read: it then serves nothing we know of. */
  readonly constants: readonly Constant[] | undefined;
}

/** All keys of a table, those that hold rules first. */
export function keysOf(table: Table, capabilities: Capabilities): readonly Key[] {
  const plain = (id: Id, kind: Key["kind"], columns: readonly Id[], unique: boolean, include: readonly Id[] = []): Key => ({ id, kind, method: sortedMethod(capabilities), steps: columns.map((element) => ({ element, order: "asc" as const })), unique, include, constants: [] });
  const keys: Key[] = [
    ...(table.primaryKey === undefined ? [] : [plain(table.primaryKey.id, "primary key", table.primaryKey.columns, true, table.primaryKey.include)]),
    ...table.uniques.map((key) => plain(key.id, "unique key", key.columns, true, key.include)),
    ...table.indexes.map((index) => keyOfIndex(index, table, capabilities)),
  ];
  if (capabilities.foreignKeyIndexes !== true) return keys;
  const own = table.foreignKeys.filter(({ columns }) => !keys.some((key) => key.method === sortedMethod(capabilities) && key.constants?.length === 0 && columns.every((id, i) => key.steps[i]?.element === id)));
  return [...keys, ...own.map(({ id, columns }) => plain(id, "foreign key", columns, false))];
}

/** The method of indexes that are sorted: the target's default. */
export function sortedMethod({ indexMethods }: Capabilities): string {
  return indexMethods[0] ?? "btree";
}

/** An index as a key. */
export function keyOfIndex(index: Index, table: Table, capabilities: Capabilities): Key {
  const prefixes = index.options?.["prefix"]?.split(",") ?? [];
  // A part that keeps only the beginning of its values sorts nothing behind it.
  const cut = index.parts.findIndex((_, i) => /^\d+$/.test(prefixes[i] ?? ""));
  const parts = cut < 0 ? index.parts : index.parts.slice(0, cut + 1);
  return {
    id: index.id, kind: "index", method: index.method ?? sortedMethod(capabilities), unique: index.unique && cut < 0, include: index.include ?? [],
    steps: parts.map((part) => ({ element: elementOfPart(part, table), order: part.order ?? "asc" })),
    constants: index.where === undefined ? [] : readPredicate(index.where, table),
  };
}

function elementOfPart(part: IndexPart, table: Table): Element {
  if (part.column !== undefined) {
    const column = table.columns.find(({ id }) => id === part.column);
    if (part.operatorClass !== undefined) return /^(text|varchar|bpchar)_pattern_ops$/.test(part.operatorClass) ? `prefix:${part.column}` : `other:${part.operatorClass} ${part.column}`;
    if (part.collation === undefined || part.collation === column?.collation) return part.column;
    return part.collation.toUpperCase() === "NOCASE" ? `nocase:${part.column}` : `other:${part.collation} ${part.column}`;
  }
  const expression = part.expression ?? "";
  // Casts that an engine adds when it prints an expression change nothing of what it is about.
  const names = meaningfulTokens(expression.replace(/::\s*[a-z ]+(\(\d+\))?/gi, "")).flatMap((token) => (token.kind === "symbol" && /^[()]$/.test(token.text) ? [] : [token]));
  const [fn, column] = names;
  const found = names.length === 2 && fn?.kind === "word" && column !== undefined ? table.columns.find(({ name }) => name === tokenName(column) || name.toLowerCase() === tokenName(column)) : undefined;
  return found === undefined || fn === undefined || part.operatorClass !== undefined ? `other:${expression}` : `${fn.text.toLowerCase()}:${found.id}`;
}

/** Reads `deleted_at IS NULL AND status = 'open'`; undefined for anything else. */
export function readPredicate(where: string, table: Table): readonly Constant[] | undefined {
  const tokens = meaningfulTokens(where.replace(/::\s*[a-z_ ]+(\(\d+\))?/gi, "")).filter(({ text }) => text !== "(" && text !== ")");
  const constants: Constant[] = [];
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i];
    const column = token === undefined ? undefined : table.columns.find(({ name }) => name === tokenName(token) || name.toLowerCase() === tokenName(token));
    if (column === undefined) return undefined;
    const [a, b, c] = [tokens[i + 1], tokens[i + 2], tokens[i + 3]];
    const words = [a, b, c].map((each) => (each?.kind === "word" ? each.text.toLowerCase() : ""));
    if (words[0] === "is" && words[1] === "null") { constants.push({ column: column.id, test: "null" }); i += 3; }
    else if (words[0] === "is" && words[1] === "not" && words[2] === "null") { constants.push({ column: column.id, test: "not null" }); i += 4; }
    else if (a?.text === "=" && b !== undefined && (b.kind === "string" || b.kind === "number" || /^(true|false)$/.test(words[1] ?? ""))) {
      constants.push({ column: column.id, test: "equals", literal: b.kind === "word" ? b.text.toLowerCase() : b.text });
      i += 3;
    } else return undefined;
    if (i < tokens.length) {
      if (!/^and$/i.test(tokens[i]?.text ?? "")) return undefined;
      i += 1;
    }
  }
  return constants;
}

/** Whether a query with this demand can only want rows that the key holds. */
function holdsAll(key: Key, demand: Demand): boolean {
  return key.constants?.every((constant) => demand.constants.some((own) => sameConstant(own, constant)) || (constant.test === "not null" && comparesColumn(demand, constant.column))) === true;
}

/** What is compared is there. */
function comparesColumn({ equality, steps, constants }: Demand, column: Id): boolean {
  const sorted = steps.filter(({ order }) => order === undefined);
  return [...equality, ...sorted.map(({ element }) => element)].some((element) => columnOfElement(element) === column)
    && !constants.some((constant) => constant.column === column && constant.test === "null");
}

/**
 * Whether a key serves a demand whole: its first elements are the equal ones in some order, then the steps follow in theirs (all
 * directions kept, or all turned round). A unique key whose elements are all given finds one row, and serves any order. Columns that the
 * key's own condition fixes count as given.
 */
export function serves(key: Key, demand: Demand, sorted: string): boolean {
  if (!holdsAll(key, demand)) return false;
  if (key.method === "brin") return demand.brin && key.steps[0]?.element === demand.steps[0]?.element;
  if (key.method === "hash" && sorted !== "hash") return demand.steps.length === 0 && demand.equality.length === 1 && key.steps.length === 1 && key.steps[0]?.element === demand.equality[0];
  if (key.method !== sorted) return false;
  const fixed = new Set((key.constants ?? []).flatMap(({ column, test }) => (test === "equals" ? [column] : [])));
  const given = new Set([...demand.equality, ...fixed]);
  if (key.unique && key.steps.every(({ element }) => given.has(element))) return true;
  const missing = new Set(demand.equality.filter((element) => !fixed.has(element)));
  let at = 0;
  for (; missing.size > 0; at += 1) {
    const element = key.steps[at]?.element;
    if (element === undefined || !given.has(element)) return false;
    missing.delete(element);
  }
  let turned: boolean | undefined;
  for (const step of demand.steps) {
    if (fixed.has(step.element)) continue;
    // Equal elements that come again change no order.
    while (key.steps[at] !== undefined && given.has(key.steps[at]?.element ?? "")) at += 1;
    const own = key.steps[at];
    if (own?.element !== step.element) return false;
    if (step.order !== undefined) {
      const against = (own.order ?? "asc") !== step.order;
      if (turned !== undefined && turned !== against) return false;
      turned = against;
    }
    at += 1;
  }
  return true;
}

/** Whether an index is the kind that serves a special demand, on the same columns. */
export function servesSpecial(index: Index, table: Table, demand: SpecialDemand): boolean {
  if (index.method !== demand.method || index.where !== undefined) return false;
  const text = index.parts.map(({ expression }) => expression ?? "").join(" ");
  const named = (id: Id): boolean => {
    const name = table.columns.find((column) => column.id === id)?.name;
    return index.parts.some(({ column }) => column === id) || (name !== undefined && meaningfulTokens(text).some((token) => tokenName(token) === name || tokenName(token) === name.toLowerCase()));
  };
  if (!demand.about.columns.every(named)) return false;
  const classes = index.parts.flatMap(({ operatorClass }) => operatorClass ?? []).join(" ");
  if (demand.about.form === "likeness") return demand.method !== "gin" || classes.includes("trgm");
  return !classes.includes("trgm");
}
