import type { ColumnType } from "../../model";
import { plainString } from "./lexical";
import { tokenize } from "./tokenizer";

/** A type's text in parts: `int(10) unsigned` is name `int`, arguments [`10`], words [`unsigned`]. */
export interface TypeText {
  readonly name: string;
  readonly args: readonly string[];
  /** What follows the parentheses, in lower case. */
  readonly words: readonly string[];
}

/** Names of several words, and other names for a type. */
const synonyms: Readonly<Record<string, string>> = {
  "double precision": "double", "character varying": "varchar", "char varying": "varchar", "national varchar": "varchar", "national character varying": "varchar",
  "national char varying": "varchar", "nchar varchar": "varchar", "nchar varying": "varchar", nvarchar: "varchar", varcharacter: "varchar", "national char": "char", "national character": "char",
  nchar: "char", character: "char", "char byte": "binary", "long varchar": "mediumtext", "long varbinary": "mediumblob", long: "mediumtext",
  integer: "int", int1: "tinyint", int2: "smallint", int3: "mediumint", middleint: "mediumint", int4: "int", int8: "bigint", float4: "float", float8: "double", real: "double",
  dec: "decimal", numeric: "decimal", fixed: "decimal", geomcollection: "geometrycollection",
};

/** Reads a type's text; undefined when it does not begin with a name. */
export function readTypeText(text: string): TypeText | undefined {
  const tokens = tokenize(text);
  const names: string[] = [];
  let at = 0;
  while (tokens[at]?.kind === "word" && !modifiers.has(tokens[at]?.text.toLowerCase() ?? "")) names.push(tokens[at++]?.text.toLowerCase() ?? "");
  const args: string[] = [];
  if (tokens[at]?.text === "(") {
    for (at += 1; at < tokens.length && tokens[at]?.text !== ")"; at += 1) {
      const token = tokens[at];
      if (token !== undefined && token.text !== ",") args.push(token.kind === "string" ? plainString(token.value) : token.text);
    }
    at += 1;
  }
  const words = tokens.slice(at).map((token) => token.text.toLowerCase());
  const joined = names.join(" ");
  return names.length === 0 ? undefined : { name: synonyms[joined] ?? joined, args, words };
}

const modifiers = new Set(["unsigned", "signed", "zerofill"]);

/** What the engine would show of an integer type without a width of its own (MariaDB shows these). */
const usualWidths: Readonly<Record<string, readonly [signed: string, unsigned: string]>> = {
  tinyint: ["4", "3"], smallint: ["6", "5"], mediumint: ["9", "8"], int: ["11", "10"], bigint: ["20", "20"],
};

/** One spelling of each native type. */
export function nativeText({ name, args, words }: TypeText): string {
  const unsigned = words.includes("unsigned") || words.includes("zerofill");
  const zerofill = words.includes("zerofill");
  const width = usualWidths[name]?.[unsigned ? 1 : 0];
  const shown = (args.length === 1 && args[0] === width && !zerofill) || (name === "year" && args[0] === "4") ? [] : args;
  return [shown.length === 0 ? name : `${name}(${shown.join(",")})`, ...(unsigned ? ["unsigned"] : []), ...(zerofill ? ["zerofill"] : []),
    ...words.filter((word) => !modifiers.has(word))].join(" ");
}

/** Closest logical type of a native one, for conversion to another technology. */
export function nearestType(text: string): ColumnType {
  const type = readTypeText(text);
  const unsigned = type?.words.includes("unsigned") === true || type?.words.includes("zerofill") === true;
  switch (type?.name) {
    case "tinyint": return { kind: "int16" };
    case "smallint": return { kind: unsigned ? "int32" : "int16" };
    case "mediumint": return { kind: "int32" };
    case "int": return { kind: unsigned ? "int64" : "int32" };
    case "bigint": return unsigned ? { kind: "decimal", precision: 20 } : { kind: "int64" };
    case "decimal": return { kind: "decimal", precision: Number(type.args[0] ?? 10), scale: Number(type.args[1] ?? 0) };
    case "float": return { kind: "float32" };
    case "double": return { kind: "float64" };
    case "year": return { kind: "int16" };
    case "bit": case "binary": case "varbinary": case "tinyblob": case "mediumblob": case "longblob": return { kind: "bytes" };
    case "uuid": return { kind: "uuid" };
    case "inet4": case "inet6": return { kind: "string", length: 45 };
    default: return { kind: "text" };
  }
}
