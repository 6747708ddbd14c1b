import { letters, type RawValue, type ValueSeed } from "./value-seed";

/** Values for types outside the logical vocabulary, by the first word of their name, as engines' text input takes them. */
const makers: Readonly<Record<string, (seed: ValueSeed, argument: number | undefined) => string>> = {
  json: ({ name, row }) => JSON.stringify({ [name]: row + 1 }),
  citext: ({ name, row }) => `${name} ${row + 1}`,
  name: ({ name, row }) => `${name.slice(0, 40)} ${row + 1}`,
  xml: ({ row }) => `<row>${row + 1}</row>`,
  tsvector: ({ row }) => `'word${row + 1}'`,
  tsquery: ({ row }) => `'word${row + 1}'`,
  inet: ({ row, position }) => `10.0.${position % 250}.${row + 1}`,
  cidr: ({ row, position }) => `10.${position % 250}.${row + 1}.0/24`,
  macaddr: ({ row }) => `08:00:2b:01:02:${(row + 1).toString(16).padStart(2, "0")}`,
  macaddr8: ({ row }) => `08:00:2b:01:02:03:04:${(row + 1).toString(16).padStart(2, "0")}`,
  money: ({ row }) => `${row + 1}.50`,
  oid: ({ row }) => `${row + 1}`,
  bit: ({ row }, length = 1) => (row + 1).toString(2).slice(-length).padStart(length, "0"),
  varbit: ({ row }) => (row + 1).toString(2),
  hstore: ({ row }) => `"key"=>"${row + 1}"`,
  ltree: ({ row }) => `top.n${row + 1}`,
  cube: ({ row }) => `(${row + 1})`,
  point: ({ row }) => `(${row + 1},${row + 2})`,
  box: ({ row }) => `((${10 * row},0),(${10 * row + 5},5))`,
  lseg: ({ row }) => `((0,0),(${row + 1},1))`,
  line: ({ row }) => `{1,-1,${row}}`,
  path: ({ row }) => `((0,0),(${row + 1},1))`,
  polygon: ({ row }) => `((0,0),(${row + 1},0),(0,1))`,
  circle: ({ row }) => `<(${10 * row},0),2>`,
  int4range: ({ row }) => `[${10 * row},${10 * row + 5})`,
  int8range: ({ row }) => `[${10 * row},${10 * row + 5})`,
  numrange: ({ row }) => `[${10 * row},${10 * row + 5})`,
  daterange: ({ row }) => `[${date(row)},${date(row, 2)})`,
  tsrange: ({ row }) => `[${date(row)} 10:00,${date(row)} 12:00)`,
  tstzrange: ({ row }) => `[${date(row)} 10:00+00,${date(row)} 12:00+00)`,
  timetz: ({ row }) => `${String((row + 1) % 24).padStart(2, "0")}:00:00+00`,
  regclass: () => "pg_class",
  // SQLite's types without a meaning of their own take anything; a text stays what it is.
  any: ({ row }) => letters(row, 4),
};

const spellings: Readonly<Record<string, string>> = { "bit varying": "varbit", "time with time zone": "timetz" };

/** A value of a type known only by its native name; undefined for a type that is not known. */
export function rawNative(text: string, seed: ValueSeed): RawValue | undefined {
  const [, qualifiedName = "", argument] = /^([^(]+?)\s*(?:\((\d+)[^)]*\))?$/.exec(text.toLowerCase()) ?? [];
  const name = qualifiedName.replace(/^(?:public|pg_catalog|extensions)\./, "").replaceAll('"', "");
  const known = spellings[name] ?? name;
  const maker = Object.hasOwn(makers, known) ? makers[known] : undefined;
  return maker === undefined ? undefined : { text: maker(seed, argument === undefined ? undefined : Number(argument)), bare: false };
}

function date(row: number, plus = 0): string {
  return new Date(Date.UTC(2024, 0, 1 + row * 7 + plus)).toISOString().slice(0, 10);
}
