import type { Check, Column, Deferral, ForeignKey, Id, Index, PrimaryKey, Table, UniqueKey } from "../model";
import { translateExpression } from "./conversion-expression";
import type { Converting } from "./conversion-losses";

type Members = Pick<Table, "uniques" | "foreignKeys" | "checks" | "indexes"> & { readonly primaryKey?: PrimaryKey };

/** Keys, checks and indexes of a table in the other target. `columns` are the converted ones. */
export function convertMembers(table: Table, columns: readonly Column[], converting: Converting): Members {
  const convert = new MemberConversion(table, columns, converting);
  return {
    ...(table.primaryKey === undefined ? {} : { primaryKey: convert.primaryKey(table.primaryKey) }),
    uniques: table.uniques.map((key) => convert.unique(key)),
    foreignKeys: table.foreignKeys.map((key) => convert.foreignKey(key)),
    checks: table.checks.flatMap((check) => convert.check(check)),
    indexes: table.indexes.flatMap((index) => convert.index(index)),
  };
}

class MemberConversion {
  private readonly constraintNames = new Set<string>();
  constructor(private readonly table: Table, private readonly columns: readonly Column[], private readonly converting: Converting) {}

  primaryKey(key: PrimaryKey): PrimaryKey {
    return { id: key.id, columns: key.columns, ...this.keyParts(key) };
  }

  unique(key: UniqueKey): UniqueKey {
    if (key.nullsNotDistinct) this.lose("conversion-nulls", "NULLs count as different in the key", key.name, key.id);
    return { id: key.id, columns: key.columns, ...this.keyParts(key) };
  }

  /** Primary and unique keys make an index, so their names meet those of tables and indexes. */
  private keyParts({ id, name, include, deferral, comment }: PrimaryKey): Pick<PrimaryKey, "name" | "include" | "comment"> {
    const { to, pool } = this.converting;
    const carries = include !== undefined && include.length > 0;
    if (carries && !to.capabilities.includeColumns) this.lose("conversion-include", "Columns carried in an index are gone", name, id);
    if (deferral?.deferrable) this.lose("conversion-deferral", "The key is checked at once, not at the end of the transaction", name, id);
    return {
      ...(name !== undefined && pool.tryTake(name) && this.claim(name) ? { name } : {}),
      ...(carries && to.capabilities.includeColumns ? { include } : {}), ...this.comment(comment, name, id),
    };
  }

  foreignKey(key: ForeignKey): ForeignKey {
    const { to } = this.converting;
    const { name, deferral, notValid, match, comment, ...rest } = key;
    if (notValid && !to.capabilities.notValidConstraints) this.lose("conversion-not-valid", "The constraint holds for old rows too", name, key.id);
    return {
      ...rest, ...this.named(name), ...this.deferral(deferral, name, key.id), ...(match === undefined ? {} : { match }),
      ...(notValid && to.capabilities.notValidConstraints ? { notValid } : {}), ...this.comment(comment, name, key.id),
    };
  }

  check(check: Check): readonly Check[] {
    const { to } = this.converting;
    const translated = translateExpression(check.expression, to);
    const lost = "lost" in translated ? translated.lost : this.countsBooleans(check.expression) ? "it takes true and false for numbers" : undefined;
    if ("lost" in translated || lost !== undefined) {
      this.lose("conversion-check", `The check ${check.expression} is gone, because ${lost ?? ""}`, check.name, check.id);
      return [];
    }
    const { notValid, noInherit: _, comment, name, expression: __, ...rest } = check;
    return [{
      ...rest, expression: translated.sql, ...this.named(name),
      ...(notValid && to.capabilities.notValidConstraints ? { notValid } : {}), ...this.comment(comment, name, check.id),
    }];
  }

  index(index: Index): readonly Index[] {
    const { from, to, pool } = this.converting;
    const gone = (why: string): readonly Index[] => {
      this.lose("conversion-index", `The index is gone, because ${why}`, index.name, index.id);
      return [];
    };
    const where = index.where === undefined ? undefined : translateExpression(index.where, to);
    if (where !== undefined && !to.capabilities.partialIndexes && index.unique) return gone("there are no partial indexes");
    if (where !== undefined && "lost" in where) return gone(`of its predicate: ${where.lost}`);
    const parts: Index["parts"][number][] = [];
    for (const part of index.parts) {
      const expression = part.expression === undefined ? undefined : translateExpression(part.expression, to);
      if (expression !== undefined && (!to.capabilities.expressionIndexes || "lost" in expression)) return gone("lost" in expression ? expression.lost : "there are no indexes of expressions");
      if (part.operatorClass !== undefined || part.nulls !== undefined) this.lose("conversion-index-part", "Operator class or place of NULLs in the index is gone", index.name, index.id);
      const collation = part.collation !== undefined && to.capabilities.collations.includes(part.collation) ? { collation: part.collation } : {};
      parts.push({
        ...(expression === undefined ? {} : { expression: "sql" in expression ? expression.sql : "" }), ...(part.column === undefined ? {} : { column: part.column }),
        ...(part.order === undefined ? {} : { order: part.order }), ...collation,
      });
    }
    const usual = index.method === undefined || index.method === from.capabilities.indexMethods[0];
    const kept = index.method !== undefined && !usual && to.capabilities.indexMethods.includes(index.method);
    if (!usual && !kept) this.lose("conversion-index-method", `${index.method} becomes the usual kind of index`, index.name, index.id);
    if (index.include !== undefined && index.include.length > 0 && !to.capabilities.includeColumns) this.lose("conversion-include", "Columns carried in an index are gone", index.name, index.id);
    if (index.nullsNotDistinct) this.lose("conversion-nulls", "NULLs count as different in the index", index.name, index.id);
    const name = pool.take(index.name);
    if (name !== index.name) this.lose("conversion-name", `The name became ${name}`, index.name, index.id);
    return [{
      id: index.id, name, unique: index.unique, parts, ...(kept && index.method !== undefined ? { method: index.method } : {}),
      ...(where === undefined || !to.capabilities.partialIndexes ? {} : { where: where.sql }),
      ...(index.include !== undefined && to.capabilities.includeColumns ? { include: index.include } : {}), ...this.comment(index.comment, index.name, index.id),
    }];
  }

  /** `flag IN (0, 1)` over a column that is a real boolean elsewhere. */
  private countsBooleans(expression: string): boolean {
    const names = new Set(expression.toLowerCase().match(/[\w\u0080-\uffff]+/g));
    return /\b\d/.test(expression) && this.columns.some((column) => column.type.kind === "boolean" && names.has(column.name.toLowerCase()))
      && this.converting.to.types.loss({ kind: "boolean" }) === undefined;
  }

  private deferral(deferral: Deferral | undefined, name: string | undefined, id: Id): { readonly deferral?: Deferral } {
    if (deferral === undefined || !deferral.deferrable) return {};
    if (this.converting.to.capabilities.deferrableConstraints) return { deferral };
    this.lose("conversion-deferral", "The key is checked at once, not at the end of the transaction", name, id);
    return {};
  }

  /** A name that another constraint of the table has is left to the engine. */
  private named(name: string | undefined): { readonly name?: string } {
    return name !== undefined && this.claim(name) ? { name } : {};
  }

  private claim(name: string): boolean {
    const key = name.toLowerCase();
    if (this.constraintNames.has(key) || new TextEncoder().encode(name).length > this.converting.to.capabilities.identifierBytes) return false;
    this.constraintNames.add(key);
    return true;
  }

  private comment(comment: string | undefined, name: string | undefined, id: Id): { readonly comment?: string } {
    if (comment === undefined) return {};
    if (this.converting.to.capabilities.comments) return { comment };
    this.lose("conversion-comment", "Comments are not stored", name, id);
    return {};
  }

  private lose(code: string, message: string, name: string | undefined, id: Id): void {
    this.converting.losses.add(code, "warning", message, name === undefined ? this.table.name : `${this.table.name}.${name}`, id);
  }
}
