/**
 * Words that an identifier must be quoted for: every keyword that is not "unreserved"
 * (pg_get_keywords() of PostgreSQL 18.6, categories R, T and C; a superset of older versions').
 */
const keywords = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast
char character check coalesce collate collation column concurrently constraint create cross current_catalog
current_date current_role current_schema current_time current_timestamp current_user dec decimal default deferrable
desc distinct do else end except exists extract false fetch float for foreign freeze from full grant greatest group
grouping having ilike in initially inner inout int integer intersect interval into is isnull join json json_array
json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value
lateral leading least left like limit localtime localtimestamp merge_action national natural nchar none normalize not
notnull null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary
real references returning right row select session_user setof similar smallint some substring symmetric system_user
table tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic
verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi
xmlroot xmlserialize xmltable`.split(/\s+/),
);

/** An identifier as it stands in SQL; the same as the engine's own quote_ident(). Throws on the empty name and on NUL. */
export function quote(identifier: string): string {
  if (identifier === "" || identifier.includes("\0")) throw new Error("An identifier cannot be empty or contain NUL");
  if (/^[a-z_][a-z0-9_]*$/.test(identifier) && !keywords.has(identifier)) return identifier;
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** A text literal. With a backslash in it, the E form with both doubled: it means the same whatever standard_conforming_strings says. */
export function literal(text: string): string {
  if (text.includes("\0")) throw new Error("A PostgreSQL text cannot contain NUL");
  const quoted = text.replaceAll("'", "''");
  return quoted.includes("\\") ? `E'${quoted.replaceAll("\\", "\\\\")}'` : `'${quoted}'`;
}

/** Name with its namespace; the default one (public) is left out. */
export function qualify(namespace: string | undefined, name: string): string {
  return namespace === undefined ? quote(name) : `${quote(namespace)}.${quote(name)}`;
}

/** Names joined by commas, each quoted. */
export function quoteList(names: readonly string[]): string {
  return names.map(quote).join(", ");
}

/**
 * The name the engine itself gives to a key, index or sequence (makeObjectName, commands/indexcmds.c): parts joined by
 * underscores, the longer of table and column cut first until the whole fits into 63 bytes.
 */
export function automaticName(table: string, column: string | undefined, label: string): string {
  const most = 63 - bytes(label).length - 1 - (column === undefined ? 0 : 1);
  let first = bytes(table);
  let second = bytes(column ?? "");
  while (first.length + second.length > most) {
    if (first.length > second.length) first = clip(first, first.length - 1);
    else second = clip(second, second.length - 1);
  }
  const text = (part: Uint8Array): string => new TextDecoder().decode(part);
  return [text(first), ...(column === undefined ? [] : [text(second)]), label].join("_");
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Cuts to at most `length` bytes without splitting a character. */
function clip(part: Uint8Array, length: number): Uint8Array {
  let end = length;
  while (end > 0 && ((part[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return part.subarray(0, end);
}
