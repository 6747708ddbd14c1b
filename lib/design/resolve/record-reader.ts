import { isTechnologyId, simpleTypeKinds, type ColumnType, type Deferral, type IndexPart, type PatternSort, type SimpleTypeKind, type TechnologyId } from "../../model";
import type { Rename } from "../../plan/plan";
import type { FormChoice, WorkloadAnswer } from "../design";

const simple = new Map<string, SimpleTypeKind>(simpleTypeKinds.map((kind) => [kind, kind]));
/** Arrays of arrays deeper than this are taken for poison. */
const typeDepth = 8;

/** Reads one record's values, whatever they are: what has the wrong shape counts as absent and is noted in `unreadable`. */
export class RecordReader {
  readonly unreadable: string[] = [];

  constructor(
    readonly id: string,
    private readonly values: ReadonlyMap<string, unknown>,
  ) {}

  /** A text without NUL, which no engine's text can hold. */
  text(property: string): string | undefined {
    return this.read(property, (value) => (typeof value === "string" ? value.replaceAll("\0", "") : undefined));
  }

  /** A text that says something. */
  filled(property: string): string | undefined {
    const text = this.text(property);
    return text === undefined || text.trim() === "" ? undefined : text;
  }

  flag(property: string): boolean {
    return this.read(property, (value) => (typeof value === "boolean" ? value : undefined)) ?? false;
  }

  /** A flag of which "not said" is something else than no. */
  decided(property: string): boolean | undefined {
    return this.read(property, (value) => (typeof value === "boolean" ? value : undefined));
  }

  number(property: string): number | undefined {
    return this.read(property, (value) => (typeof value === "number" && Number.isFinite(value) ? value : undefined));
  }

  oneOf<T extends string>(property: string, allowed: readonly T[]): T | undefined {
    return this.read(property, (value) => allowed.find((candidate) => candidate === value));
  }

  technology(property: string): TechnologyId | undefined {
    return this.read(property, (value) => (isTechnologyId(value) ? value : undefined));
  }

  /** Texts as they stand. */
  texts(property: string): readonly string[] | undefined {
    return this.read(property, textList);
  }

  /** Ids, each once. */
  ids(property: string): readonly string[] | undefined {
    const ids = this.texts(property);
    return ids === undefined ? undefined : [...new Set(ids)];
  }

  record(property: string): Readonly<Record<string, string>> | undefined {
    return this.read(property, (value) => {
      const entries = isObject(value) ? Object.entries(value) : undefined;
      if (entries === undefined || !entries.every((entry): entry is [string, string] => typeof entry[1] === "string" && entry[0] !== "__proto__")) return undefined;
      return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    });
  }

  type(property: string): ColumnType | undefined {
    return this.read(property, (value) => parseType(value, typeDepth));
  }

  deferral(property: string): Deferral | undefined {
    return this.read(property, (value) =>
      isObject(value) && typeof value["deferrable"] === "boolean" && typeof value["initiallyDeferred"] === "boolean"
        ? { deferrable: value["deferrable"], initiallyDeferred: value["initiallyDeferred"] }
        : undefined);
  }

  generated(property: string): { readonly expression: string; readonly stored: boolean } | undefined {
    return this.read(property, (value) =>
      isObject(value) && typeof value["expression"] === "string" && typeof value["stored"] === "boolean"
        ? { expression: value["expression"], stored: value["stored"] }
        : undefined);
  }

  identity(property: string): { readonly mode: "always" | "by default"; readonly options?: string } | undefined {
    return this.read(property, (value) => {
      if (!isObject(value) || (value["mode"] !== "always" && value["mode"] !== "by default")) return undefined;
      return { mode: value["mode"], ...(typeof value["options"] === "string" ? { options: value["options"] } : {}) };
    });
  }

  parts(property: string): readonly IndexPart[] | undefined {
    return this.read(property, (value) => {
      if (!Array.isArray(value)) return undefined;
      const parts = value.map(parsePart);
      return parts.every((part) => part !== undefined) ? parts : undefined;
    });
  }

  /** Steps of a traversal. */
  hops(property: string): number | "unbounded" | undefined {
    return this.read(property, (value) => (value === "unbounded" || (typeof value === "number" && Number.isFinite(value)) ? value : undefined));
  }

  /** Columns to sort by, each once. */
  sort(property: string): readonly PatternSort[] | undefined {
    return this.read(property, (value) => {
      if (!Array.isArray(value)) return undefined;
      const parts = value.map((part: unknown): PatternSort | undefined =>
        isObject(part) && typeof part["column"] === "string" && (part["order"] === "asc" || part["order"] === "desc") ? { column: part["column"], order: part["order"] } : undefined);
      if (!parts.every((part) => part !== undefined)) return undefined;
      return parts.filter((part, i) => parts.findIndex(({ column }) => column === part.column) === i);
    });
  }

  /** Answers of the wizard, each under a property of its own that begins with `prefix`, by attribute. */
  answers(prefix: string): ReadonlyMap<string, WorkloadAnswer> {
    const found = new Map<string, WorkloadAnswer>();
    for (const property of [...this.values.keys()].filter((key) => key.startsWith(prefix) && key.length > prefix.length).sort()) {
      if (this.values.get(property) === null) {
        found.set(property.slice(prefix.length), null);
        continue;
      }
      const answer = this.read(property, (value) => (typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)) ? value : undefined));
      if (answer !== undefined) found.set(property.slice(prefix.length), typeof answer === "string" ? answer.replaceAll("\0", "") : answer);
    }
    return found;
  }

  renames(property: string): readonly Rename[] | undefined {
    return this.read(property, (value) => {
      if (!Array.isArray(value)) return undefined;
      const pairs = value.map((pair: unknown) =>
        isObject(pair) && typeof pair["from"] === "string" && typeof pair["to"] === "string" ? { from: pair["from"], to: pair["to"] } : undefined);
      return pairs.every((pair) => pair !== undefined) ? pairs : undefined;
    });
  }

  /** Choices of forms, each under a property of its own that begins with `prefix`. */
  forms(prefix: string): Readonly<Record<string, FormChoice>> | undefined {
    const found: [string, FormChoice][] = [];
    for (const property of [...this.values.keys()].filter((key) => key.startsWith(prefix)).sort()) {
      const choice = this.read(property, (value): FormChoice | undefined => {
        if (!isObject(value) || (value["form"] !== "safe" && value["form"] !== "direct")) return undefined;
        return { form: value["form"], ...(typeof value["reason"] === "string" ? { reason: value["reason"] } : {}) };
      });
      if (choice !== undefined && property.slice(prefix.length) !== "__proto__") found.push([property.slice(prefix.length), choice]);
    }
    return found.length === 0 ? undefined : Object.fromEntries(found);
  }

  private read<T>(property: string, parse: (value: unknown) => T | undefined): T | undefined {
    const value = this.values.get(property);
    if (value === undefined) return undefined;
    const parsed = parse(value);
    if (parsed === undefined) this.unreadable.push(property);
    return parsed;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textList(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item): item is string => typeof item === "string") ? value.map((item) => item.replaceAll("\0", "")) : undefined;
}

function parseType(value: unknown, depth: number): ColumnType | undefined {
  if (!isObject(value) || depth === 0) return undefined;
  const count = (key: string): number | undefined => {
    const number = value[key];
    return typeof number === "number" && Number.isInteger(number) && number >= 0 ? number : undefined;
  };
  switch (value["kind"]) {
    case "string": {
      const length = count("length");
      return { kind: "string", ...(length === undefined ? {} : { length }) };
    }
    case "char": return { kind: "char", length: count("length") ?? 1 };
    case "decimal": {
      const precision = count("precision");
      const scale = typeof value["scale"] === "number" && Number.isInteger(value["scale"]) ? value["scale"] : undefined;
      return { kind: "decimal", ...(precision === undefined ? {} : { precision }), ...(precision === undefined || scale === undefined ? {} : { scale }) };
    }
    case "time": case "timestamp": case "timestamptz": {
      const precision = count("precision");
      return { kind: value["kind"], ...(precision === undefined ? {} : { precision }) };
    }
    case "enum": return typeof value["enumId"] === "string" ? { kind: "enum", enumId: value["enumId"] } : undefined;
    case "array": {
      const of = parseType(value["of"], depth - 1);
      return of === undefined ? undefined : { kind: "array", of };
    }
    case "vector": return { kind: "vector", dimensions: count("dimensions") ?? 1 };
    case "native": return typeof value["text"] === "string" && value["text"].trim() !== "" ? { kind: "native", text: value["text"].replaceAll("\0", "") } : undefined;
    default: {
      const kind = typeof value["kind"] === "string" ? simple.get(value["kind"]) : undefined;
      return kind === undefined ? undefined : { kind };
    }
  }
}

function parsePart(value: unknown): IndexPart | undefined {
  if (!isObject(value)) return undefined;
  const text = (key: string): string | undefined => {
    const found = value[key];
    return typeof found === "string" && found.trim() !== "" ? found.replaceAll("\0", "") : undefined;
  };
  const column = text("column");
  const expression = text("expression");
  if ((column === undefined) === (expression === undefined)) return undefined;
  const { order, nulls } = value;
  const collation = text("collation");
  const operatorClass = text("operatorClass");
  return {
    ...(column === undefined ? {} : { column }), ...(expression === undefined ? {} : { expression }),
    ...(order === "asc" || order === "desc" ? { order } : {}), ...(nulls === "first" || nulls === "last" ? { nulls } : {}),
    ...(collation === undefined ? {} : { collation }), ...(operatorClass === undefined ? {} : { operatorClass }),
  };
}
