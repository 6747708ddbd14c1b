import { diffSchemas, meaningfulTokens, sqlTokens, tokenName } from "../diff";
import { address, type Address, type Check, type Column, type ColumnType, type Id, type Index, type Schema, type SchemaObject, type Table } from "../model";
import type { PlanRequest } from "./plan";

/** A namespace that things left, and the one they went to, as statements write them; empty for the one that is left out. */
interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * The request with its base as it reads once objects that take others along (extensions) have moved to another namespace: what is
 * built on their types and functions follows by itself and is no difference. A text of the base is the goal's when the two are
 * the same but for the namespaces that were moved between.
 */
export function withCarried(request: PlanRequest): PlanRequest {
  const moves = movesOf(request);
  if (moves.length === 0) return request;
  const { base, goal, target } = request;
  const { matching } = diffSchemas(base, goal, { renames: request.renames ?? [], caseInsensitive: target.capabilities.caseInsensitiveNames ?? false });
  const carrier = new Carrier(moves, ownNames(base, goal, moves));
  const goalTables = new Map(goal.tables.map((table) => [table.id, table]));
  const goalObjects = new Map(goal.objects.map((object) => [object.id, object]));
  const tables = base.tables.map((table): Table => {
    const after = goalTables.get(matching.goalOf(table.id) ?? "");
    if (after === undefined) return table;
    const pair = <T extends { readonly id: string }>(members: readonly T[], others: readonly T[], carry: (from: T, to: T) => T): T[] => members.map((member) => {
      const other = others.find(({ id }) => id === matching.goalOf(member.id));
      return other === undefined ? member : carry(member, other);
    });
    return {
      ...table, columns: pair(table.columns, after.columns, (from, to) => carrier.column(from, to)), checks: pair(table.checks, after.checks, (from, to) => carrier.check(from, to)),
      indexes: pair(table.indexes, after.indexes, (from, to) => carrier.index(from, to)),
    };
  });
  const renamed = new Map<Id, readonly [from: Address, to: Address]>();
  const objects = base.objects.map((object): SchemaObject => {
    if (target.objectKinds[object.kind]?.carries !== undefined) return object;
    // Routines have the types of their arguments in their names.
    const after = goalObjects.get(matching.goalOf(object.id) ?? "")
      ?? goal.objects.find((other) => other.kind === object.kind && other.namespace === object.namespace && matching.baseOf(other.id) === undefined && carrier.text(object.name, other.name) === other.name);
    if (after === undefined) return object;
    const carried = { ...object, name: after.name, definition: carrier.text(object.definition, after.definition) };
    renamed.set(object.id, [address.object(object, base), address.object(carried, base)]);
    return carried;
  });
  // What only the base has is to be there again when the plan is taken back, before the others have moved back.
  const left = (id: Id): boolean => matching.goalOf(id) === undefined && !renamed.has(id);
  const restored = tables.map((table): Table => ({
    ...table, columns: table.columns.map((column) => (left(column.id) ? carrier.column(column) : column)), checks: table.checks.map((check) => (left(check.id) ? carrier.check(check) : check)),
    indexes: table.indexes.map((index) => (left(index.id) ? carrier.index(index) : index)),
  }));
  const named = objects.map((object): SchemaObject => {
    if (!left(object.id) || target.objectKinds[object.kind]?.carries !== undefined) return object;
    const carried = { ...object, name: carrier.moved(object.name), definition: carrier.moved(object.definition) };
    renamed.set(object.id, [address.object(object, base), address.object(carried, base)]);
    return carried;
  });
  const addresses = new Map([...renamed.values()].filter(([from, to]) => from !== to));
  const needing = addresses.size === 0 ? named : named.map((object) => ({ ...object, dependsOn: object.dependsOn.map((need) => addresses.get(need) ?? need) }));
  return { ...request, base: { ...base, tables: restored, objects: needing } };
}

function movesOf({ base, goal, target }: PlanRequest): Move[] {
  return base.objects.flatMap((object): Move[] => {
    const carries = target.objectKinds[object.kind]?.carries;
    const after = carries === undefined ? undefined : goal.objects.find(({ kind, name }) => kind === object.kind && name === object.name);
    const move = after === undefined ? undefined : carries?.(object, after);
    return move === undefined ? [] : [move];
  });
}

/** Names of what the schemas themselves have in those namespaces: it is not carried, so a text that names it says what it says. */
function ownNames(base: Schema, goal: Schema, moves: readonly Move[]): ReadonlySet<string> {
  const within = (schema: Schema, namespaces: ReadonlySet<string>): string[] =>
    [...schema.tables, ...schema.enums, ...schema.objects.filter(({ tableId }) => tableId === undefined)].filter(({ namespace }) => namespaces.has(namespace ?? "")).map(({ name }) => name.replace(/\(.*$/s, ""));
  const [before, after] = [new Set(within(base, new Set(moves.map(({ from }) => from)))), new Set(within(goal, new Set(moves.map(({ to }) => to))))];
  // What is in the same place before and after is not in the way.
  const moved = [...before].filter((name) => !within(goal, new Set(moves.map(({ from }) => from))).includes(name));
  const come = [...after].filter((name) => !within(base, new Set(moves.map(({ to }) => to))).includes(name));
  return new Set([...moved, ...come]);
}

/** Puts the goal's text in the base's place where only moved namespaces differ, and learns from that what has moved. */
class Carrier {
  private readonly namespaces: ReadonlySet<string>;
  /** How the namespace of a name that moved was written and is now, with its dot; empty where it is left out. */
  private readonly places = new Map<string, readonly [from: string, to: string]>();

  constructor(moves: readonly Move[], private readonly own: ReadonlySet<string>) {
    this.namespaces = new Set(moves.flatMap(({ from, to }) => [from, to]).filter((name) => name !== ""));
  }

  text(from: string, to: string): string {
    if (from === to) return from;
    const [before, after] = [this.bare(from), this.bare(to)];
    if (before === undefined || before !== after) return from;
    for (const [name, place] of this.placesIn(to)) this.places.set(name, ["", place]);
    for (const [name, place] of this.placesIn(from)) this.places.set(name, [place, this.places.get(name)?.[1] ?? ""]);
    return to;
  }

  /** A text that the goal does not have, with the names that moved in their new place. */
  moved(text: string): string {
    const tokens = sqlTokens(text);
    return tokens.map((token, i) => {
      const place = this.places.get(tokenName(token) ?? "");
      const qualified = tokens[i - 1]?.text === ".";
      if (place !== undefined && place[0] === "" && !qualified) return `${place[1]}${token.text}`;
      // The namespace that is written before a name that has left it.
      const next = this.places.get(tokens[i + 2] === undefined ? "" : tokenName(tokens[i + 2] ?? token) ?? "");
      const before = this.places.get(tokens[i + 1] === undefined ? "" : tokenName(tokens[i + 1] ?? token) ?? "");
      if (next !== undefined && tokens[i + 1]?.text === "." && `${token.text}.` === next[0]) return next[1].replace(/\.$/, "");
      return before !== undefined && token.text === "." && `${tokens[i - 1]?.text ?? ""}.` === before[0] && before[1] === "" ? "" : token.text;
    }).join("");
  }

  column(from: Column, to?: Column): Column {
    return {
      ...from, type: this.type(from.type, to?.type),
      ...(from.default === undefined ? {} : { default: this.either(from.default, to, to?.default) }),
      ...(from.generated === undefined ? {} : { generated: { ...from.generated, expression: this.either(from.generated.expression, to, to?.generated?.expression) } }),
      ...(from.collation === undefined ? {} : { collation: this.either(from.collation, to, to?.collation) }),
    };
  }

  check(from: Check, to?: Check): Check {
    return { ...from, expression: this.either(from.expression, to, to?.expression) };
  }

  index(from: Index, to?: Index): Index {
    return {
      ...from, ...(from.where === undefined ? {} : { where: this.either(from.where, to, to?.where) }),
      parts: from.parts.map((part, i) => ({
        ...part,
        ...(part.expression === undefined ? {} : { expression: this.either(part.expression, to, to?.parts[i]?.expression) }),
        ...(part.operatorClass === undefined ? {} : { operatorClass: this.either(part.operatorClass, to, to?.parts[i]?.operatorClass) }),
      })),
    };
  }

  private type(from: ColumnType, to?: ColumnType): ColumnType {
    if (from.kind === "array") return { ...from, of: this.type(from.of, to?.kind === "array" ? to.of : to) };
    return from.kind === "native" ? { ...from, text: this.either(from.text, to, to?.kind === "native" ? to.text : undefined) } : from;
  }

  /** The goal's text where it says the same, else the text with what is known to have moved. */
  private either(from: string, goal: unknown, to: string | undefined): string {
    const carried = goal === undefined || to === undefined ? from : this.text(from, to);
    return carried === from ? this.moved(from) : carried;
  }

  private placesIn(text: string): [name: string, place: string][] {
    const tokens = meaningfulTokens(text);
    return tokens.flatMap((token, i): [string, string][] => {
      const name = tokens[i + 2] === undefined ? undefined : tokenName(tokens[i + 2] ?? token);
      return tokens[i + 1]?.text === "." && name !== undefined && this.namespaces.has(tokenName(token) ?? "") ? [[name, `${token.text}.`]] : [];
    });
  }

  /** The text without the moved namespaces; undefined where it names something of the schemas' own in them. */
  private bare(text: string): string | undefined {
    const tokens = meaningfulTokens(text);
    const kept: string[] = [];
    for (let i = 0; i < tokens.length; i += 1) {
      const token = tokens[i];
      if (token === undefined) break;
      const name = tokenName(token);
      if (name !== undefined && this.namespaces.has(name) && tokens[i + 1]?.text === ".") {
        i += 1;
        // OPERATOR(namespace.=) is how an operator outside the search path is written.
        const close = tokens.findIndex(({ text: end }, at) => at > i && end === ")");
        if (kept.at(-1) !== "(" || kept.at(-2)?.toLowerCase() !== "operator" || close < 0) continue;
        kept.splice(-2, 2, ...tokens.slice(i + 1, close).map(({ text: operator }) => operator));
        i = close;
        continue;
      }
      if (name !== undefined && this.own.has(name)) return undefined;
      kept.push(token.text);
    }
    return kept.join(" ");
  }
}
