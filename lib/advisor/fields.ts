import {
  consistencies, deployments, integrities, licenceWishes, predictabilities, roles, shapes, teamSizes, transactionScopes, writerCounts,
  type AttributeName, type Attributes, type Consistency, type Deployment, type Integrity, type LicenceWish, type Predictability, type Role, type Shape, type TeamSize,
  type TransactionScope, type WriterCount,
} from "./attributes";

export type ChoiceValue = Consistency | Deployment | Integrity | LicenceWish | Predictability | Role | Shape | TeamSize | TransactionScope | WriterCount;

/** A choice as it is written in files and as a person reads it. */
export interface FieldOption {
  readonly value: ChoiceValue;
  readonly label: string;
}

interface FieldBase {
  readonly attribute: PlainAttribute;
  readonly label: string;
  /** What `null` says, where it is an answer and not an unknown. */
  readonly none?: string;
}

export interface NumberField extends FieldBase {
  readonly kind: "number";
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly whole?: true;
}

export interface ChoiceField extends FieldBase {
  readonly kind: "choice";
  readonly options: readonly FieldOption[];
  /** Other spellings that are read: left as written, right as meant. */
  readonly aliases?: Readonly<Record<string, string>>;
}

export interface FlagField extends FieldBase {
  readonly kind: "flag";
}

/** An attribute with one value: all but the patterns and the editions. */
export type PlainAttribute = Exclude<AttributeName, "patterns" | "editions">;
export type Field = NumberField | ChoiceField | FlagField;

const count = { kind: "number", unit: "", min: 0, max: 1e15 } as const;
const rate = { kind: "number", unit: "/s", min: 0, max: 1e10 } as const;
const size = { kind: "number", unit: "GB", min: 0, max: 1e9 } as const;
const days = { kind: "number", unit: "days", min: 0, max: 36_525, none: "none" } as const;

/** Labels in the order of the vocabulary, so that a new word without a label does not compile. */
function options<T extends ChoiceValue>(vocabulary: readonly T[], labels: Readonly<Record<T, string>>): readonly FieldOption[] {
  return vocabulary.map((value) => ({ value, label: labels[value] }));
}

/** Every attribute with one value: what may be answered, in which unit, within which bounds. Order is that of forms and printouts. */
export const fields: readonly Field[] = [
  {
    attribute: "deploy", label: "Where the data live", kind: "choice",
    options: options(deployments, {
      device: "In the device or desktop application", single_server: "Beside one server process", server: "On several servers",
      mobile_web_direct: "Mobile and web clients reach them directly", serverless_aws: "Serverless on AWS", serverless_gcp: "Serverless on Google Cloud",
    }),
    aliases: { server_fleet: "server", servers: "server", fleet: "server", aws_serverless: "serverless_aws", gcp_serverless: "serverless_gcp", mobile: "mobile_web_direct", embedded: "device" },
  },
  { attribute: "self_host_required", label: "Must run on own machines", kind: "flag" },
  {
    attribute: "role", label: "Role of these data", kind: "choice",
    options: options(roles, { system_of_record: "The only place where they are", derived: "A copy for reading, made from elsewhere", cache: "A cache that may be lost" }),
    aliases: { primary: "system_of_record", derived_copy: "derived", copy: "derived" },
  },
  { attribute: "writers", label: "Processes that write", kind: "choice", options: options(writerCounts, { one: "One", few: "A few", many: "Many" }) },
  { attribute: "team", label: "The team", kind: "choice", options: options(teamSizes, { small: "Small: one server to look after at most", normal: "Can run a cluster" }) },
  { attribute: "licence", label: "Licences", kind: "choice", options: options(licenceWishes, { any: "Any", osi: "Approved by the OSI only" }), aliases: { osi_only: "osi", open_source: "osi" } },
  { attribute: "rows_now", label: "Rows now", whole: true, ...count },
  { attribute: "rows_1y", label: "Rows in a year", whole: true, ...count },
  { attribute: "dataset_gb_1y", label: "All data in a year", ...size },
  { attribute: "item_kb_max", label: "Largest item", kind: "number", unit: "KB", min: 0, max: 1e9 },
  { attribute: "memory_gb", label: "Memory for data", ...size },
  { attribute: "reads_s", label: "Reads at the peak", ...rate },
  { attribute: "writes_s", label: "Writes at the peak", ...rate },
  { attribute: "hot_item_writes_s", label: "Writes to the hottest item", ...rate },
  { attribute: "hot_item_shardable", label: "The hottest item can be spread over several", kind: "flag" },
  { attribute: "sequential_writes_s", label: "Writes in the order of an indexed value", ...rate },
  { attribute: "p99_ms", label: "99 of 100 calls within", kind: "number", unit: "ms", min: 0, max: 1e7 },
  { attribute: "consistency", label: "What a read must see", kind: "choice", options: options(consistencies, { eventual: "The latest write sooner or later", ryw: "One's own writes", strong: "The latest write of anybody" }), aliases: { read_your_writes: "ryw" } },
  { attribute: "tx", label: "What one write changes together or not at all", kind: "choice", options: options(transactionScopes, { none: "Nothing", item: "One item", multi: "Several items" }) },
  { attribute: "tx_items", label: "Items in the largest transaction", whole: true, ...count },
  { attribute: "integrity", label: "What the database must hold intact", kind: "choice", options: options(integrities, { none: "Nothing: the application does", unique: "Unique keys", fk: "References between tables" }), aliases: { foreign_keys: "fk" } },
  { attribute: "alternate_keys", label: "Further keys rows are looked up by", whole: true, ...count },
  { attribute: "shape", label: "Fields of the items of a kind", kind: "choice", options: options(shapes, { fixed: "The same", evolving: "Change often", polymorphic: "Differ from item to item" }) },
  { attribute: "predictability", label: "The questions", kind: "choice", options: options(predictabilities, { known: "Known in advance", mixed: "Mostly known, some not", adhoc: "Mostly not known in advance" }), aliases: { ad_hoc: "adhoc", "ad-hoc": "adhoc" } },
  { attribute: "ttl_s", label: "Items expire after", kind: "number", unit: "s", min: 0, max: 3.2e9, none: "never" },
  { attribute: "retention_days", label: "Old rows are dropped after", ...days, none: "never" },
  { attribute: "history_query_days", label: "History the widest query reads", ...days },
  { attribute: "updates_to_history", label: "Old rows are corrected or erased", kind: "flag" },
  { attribute: "unique_without_time", label: "A key is unique over all time", kind: "flag" },
];

export function fieldOf(attribute: string): Field | undefined {
  return fields.find((field) => field.attribute === attribute);
}

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });

/** A value of an attribute for a person: "20 GB", "On several servers", "yes", "not known". */
export function showAnswer(field: Field, value: Attributes[PlainAttribute]): string {
  if (value === undefined || value === null) return value === null && field.none !== undefined ? field.none : "not known";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return field.kind === "number" ? showNumber(value, field.unit) : String(value);
  return field.kind === "choice" ? field.options.find((option) => option.value === value)?.label ?? value : value;
}

/** A choice for a person, by attribute. */
export function labelOfAnswer(attribute: PlainAttribute, value: Attributes[PlainAttribute]): string {
  const field = fieldOf(attribute);
  return field === undefined ? String(value) : showAnswer(field, value);
}

/** "1,000/s", "20 GB", "34,359,738,368". */
export function showNumber(value: number, unit: string): string {
  return unit === "" || unit.startsWith("/") ? `${grouped.format(value)}${unit}` : `${grouped.format(value)} ${unit}`;
}
