import { type Id, type SchemaObject } from "../../model";
import type { TextReading } from "../target";
import { buildTables } from "./build-schema";
import { Cursor, ReadError } from "./cursor";
import { plainDefinition, plainExpression } from "./expression";
import { sameName } from "./lexical";
import { parseColumn } from "./parse-column";
import { parseForeignKey, parseKey, parseKeyOptions, parseParts } from "./parse-key";
import type { ParsedKey, ParsedTable } from "./parsed";
import { parseTable } from "./parse-table";
import { factsOf, type VersionFacts } from "./versions";

/** Collations that character sets have by themselves, where it is not `<charset>_general_ci` (information_schema.character_sets). */
const usualCollations: Readonly<Record<string, string>> = {
  latin1: "latin1_swedish_ci", binary: "binary", big5: "big5_chinese_ci", cp932: "cp932_japanese_ci", eucjpms: "eucjpms_japanese_ci", euckr: "euckr_korean_ci",
  gb18030: "gb18030_chinese_ci", gb2312: "gb2312_chinese_ci", gbk: "gbk_chinese_ci", sjis: "sjis_japanese_ci", tis620: "tis620_thai_ci", ujis: "ujis_japanese_ci",
  dec8: "dec8_swedish_ci", hp8: "hp8_english_ci", swe7: "swe7_swedish_ci", utf8: "utf8mb3_general_ci", utf8mb3: "utf8mb3_general_ci",
};

/** Reads definitions from text alone: CREATE TABLE and INDEX, what ALTER TABLE adds, and objects as they stand. What it does not understand it says. */
export function readStatements(statements: readonly string[], version?: string): TextReading {
  const facts = factsOf(version);
  const reader = new TextReader(facts);
  const refused: { statement: number; reason: string; at?: number }[] = [];
  statements.forEach((sql, statement) => {
    try {
      reader.read(sql);
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      refused.push({ statement, reason: error.message, ...(error.at === undefined ? {} : { at: error.at }) });
    }
  });
  return { ...reader.result(), refused };
}

class TextReader {
  private readonly tables: ParsedTable[] = [];
  private readonly objects: SchemaObject[] = [];
  private readonly triggerTables = new Map<string, string>();
  private readonly prefix = globalThis.crypto.randomUUID().slice(0, 8);
  private last = 0;

  constructor(private readonly facts: VersionFacts) {}

  private readonly nextId = (): Id => `${this.prefix}-${(this.last += 1)}`;

  read(sql: string): void {
    const cursor = new Cursor(sql);
    if (cursor.take("ALTER", "TABLE")) return this.alter(cursor);
    if (cursor.take("DROP")) return this.drop(cursor);
    if (!cursor.sees("CREATE")) throw new ReadError("without a server only CREATE, ALTER TABLE and DROP are understood", cursor.peek());
    const kind = cursor.tokens.slice(1, 16).find(({ kind: token, text }) => token === "word" && /^(?:table|index|view|trigger|procedure|function|event|sequence)$/i.test(text))?.text.toLowerCase();
    if (kind === "table") this.tables.push(withKnownColumns(parseTable(sql, this.facts)));
    else if (kind === "index") this.index(cursor);
    else if (kind !== undefined) this.object(kind, sql, cursor);
    else throw new ReadError("it is not known what this makes", cursor.peek(1));
  }

  private change(name: string, change: (table: ParsedTable) => ParsedTable, cursor: Cursor): void {
    const at = this.tables.findIndex((table) => sameName(table.name, name));
    const table = this.tables[at];
    if (table === undefined) throw new ReadError(`there is no table ${name} before it`, cursor.peek(-1));
    this.tables[at] = withKnownColumns(change(table));
  }

  private index(cursor: Cursor): void {
    cursor.take("CREATE");
    cursor.take("OR", "REPLACE");
    const kind = cursor.take("UNIQUE") ? "unique" : cursor.take("FULLTEXT") ? "fulltext" : cursor.take("SPATIAL") ? "spatial" : "index";
    if (!cursor.take("INDEX")) throw new ReadError("INDEX is expected", cursor.peek());
    cursor.take("IF", "NOT", "EXISTS");
    const name = cursor.name();
    const method = cursor.take("USING") ? cursor.name().toLowerCase() : undefined;
    if (!cursor.take("ON")) throw new ReadError("ON is expected", cursor.peek());
    const table = cursor.name();
    const key: ParsedKey = { kind, name, parts: parseParts(cursor), ...(method === undefined ? {} : { method }), ...parseKeyOptions(cursor) };
    this.change(table, (value) => ({ ...value, keys: [...value.keys, key] }), cursor);
  }

  private alter(cursor: Cursor): void {
    const name = cursor.name();
    for (const item of new Cursor(cursor.sql, cursor.tokens.slice(cursor.tokens.length - remaining(cursor))).items()) {
      if (!item.take("ADD")) throw new ReadError("without a server only what ALTER TABLE adds is understood", item.peek());
      const constraint = item.take("CONSTRAINT") && !["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"].some((word) => item.sees(word)) ? item.name() : undefined;
      const key = parseKey(item, constraint);
      if (key !== undefined) this.change(name, (table) => ({ ...table, keys: [...table.keys, key] }), cursor);
      else if (item.sees("FOREIGN", "KEY")) {
        const foreignKey = parseForeignKey(item, constraint);
        this.change(name, (table) => ({ ...table, foreignKeys: [...table.foreignKeys, foreignKey] }), cursor);
      } else if (item.take("CHECK")) {
        const check = { ...(constraint === undefined ? {} : { name: constraint }), expression: plainExpression(item.parenthesised().rest()), enforced: true };
        this.change(name, (table) => ({ ...table, checks: [...table.checks, check] }), cursor);
      } else {
        item.take("COLUMN");
        const { column, keys, foreignKeys, checks } = parseColumn(item, this.facts);
        this.change(name, (table) => ({
          ...table, columns: [...table.columns, column], keys: [...table.keys, ...keys], foreignKeys: [...table.foreignKeys, ...foreignKeys], checks: [...table.checks, ...checks],
        }), cursor);
      }
    }
  }

  private drop(cursor: Cursor): void {
    const kind = cursor.next()?.text.toLowerCase() ?? "";
    cursor.take("IF", "EXISTS");
    const name = cursor.name();
    const table = this.tables.findIndex((other) => sameName(other.name, name));
    if (kind === "table" && table >= 0) this.tables.splice(table, 1);
    const object = this.objects.findIndex((other) => other.kind === kind && sameName(other.name, name));
    if (object >= 0) this.objects.splice(object, 1);
  }

  private object(kind: string, sql: string, cursor: Cursor): void {
    while (!cursor.done && !cursor.take(kind.toUpperCase())) cursor.next();
    cursor.take("IF", "NOT", "EXISTS");
    const name = cursor.name();
    if (kind === "trigger") {
      while (!cursor.done && !cursor.take("ON")) cursor.next();
      this.triggerTables.set(name, cursor.name());
    }
    const object: SchemaObject = { id: this.nextId(), kind, name, definition: plainDefinition(sql, ""), dependsOn: [] };
    const before = this.objects.findIndex((other) => other.kind === kind && sameName(other.name, name));
    if (before >= 0) this.objects.splice(before, 1);
    this.objects.push(object);
  }

  result(): Pick<TextReading, "schema" | "unmodelled"> {
    const unmodelled: { kind: string; name: string }[] = [];
    const { facts, nextId } = this;
    const { tables, enums } = buildTables(this.tables, { facts, nextId, unmodelled, defaultCollation: (charset) => (charset === "utf8mb4" ? facts.collation : usualCollations[charset] ?? `${charset}_general_ci`) });
    const objects = this.objects.map((object) => {
      const table = tables.find((candidate) => sameName(candidate.name, this.triggerTables.get(object.name) ?? ""));
      return object.kind === "trigger" && table !== undefined ? { ...object, tableId: table.id } : object;
    });
    return { schema: { tables, enums, objects }, unmodelled };
  }
}

/** Throws a ReadError when a key names a column that is not there. */
function withKnownColumns(table: ParsedTable): ParsedTable {
  if (table.columns.length === 0) throw new ReadError(`the table ${table.name} has no columns`, undefined);
  const named = [...table.keys.flatMap(({ parts }) => parts.flatMap(({ column }) => column ?? [])), ...table.foreignKeys.flatMap(({ columns }) => columns)];
  const missing = named.find((name) => !table.columns.some((column) => sameName(column.name, name)));
  if (missing !== undefined) throw new ReadError(`the table ${table.name} has no column ${missing}`, undefined);
  return table;
}

/** How many tokens a cursor has not come to yet. */
function remaining(cursor: Cursor): number {
  let count = 0;
  while (cursor.peek(count) !== undefined) count += 1;
  return count;
}
