import { optionalPackage } from "../optional-package";

/** The checks that come from Firestore's own tools; each answers why it refuses. */
export interface Vendor {
  readonly rules?: (source: string) => string | undefined;
  readonly indexes?: (specification: object) => string | undefined;
  /** What was not found, with its version. */
  readonly missing: readonly string[];
}

const grammar = "@firebase/eslint-plugin-security-rules 0.0.2 (with eslint)";
const tools = "firebase-tools 15.34.2";

/** Looks for Google's grammar of the rules and the Firebase command's check of indexes. */
export async function findVendor(): Promise<Vendor> {
  const parser = functionIn(await optionalPackage("@firebase/eslint-plugin-security-rules/parser"), "parseForESLint");
  const api = functionIn(await optionalPackage("firebase-tools/lib/firestore/api.js"), "FirestoreApi");
  const validate = api === undefined ? undefined : functionIn(prototypeOf(api), "validateSpec");
  return {
    ...(parser === undefined ? {} : { rules: remembered((source: string) => refusal(() => { Reflect.apply(parser, undefined, [source, { filePath: "firestore.rules" }]); })) }),
    ...(api === undefined || validate === undefined ? {} : { indexes: (specification: object) => refusal(() => { Reflect.apply(validate, Object.create(prototypeOf(api)), [specification]); }) }),
    missing: [...(parser === undefined ? [grammar] : []), ...(validate === undefined ? [tools] : [])],
  };
}

/** A proof deploys the same rules several times, and the grammar is slow. */
function remembered(check: (source: string) => string | undefined): (source: string) => string | undefined {
  const known = new Map<string, { readonly fault: string | undefined }>();
  return (source) => {
    const found = known.get(source) ?? { fault: check(source) };
    known.set(source, found);
    return found.fault;
  };
}

type Callable = (...parameters: never[]) => unknown;

function functionIn(found: object | undefined, name: string): Callable | undefined {
  for (const holder of [found, found === undefined ? undefined : propertyOf(found, "default")]) {
    const value = typeof holder === "object" && holder !== null ? propertyOf(holder, name) : undefined;
    if (isCallable(value)) return value;
  }
  return undefined;
}

function prototypeOf(constructor: object): object {
  const prototype = propertyOf(constructor, "prototype");
  return typeof prototype === "object" && prototype !== null ? prototype : {};
}

function propertyOf(holder: object, name: string): unknown {
  return Reflect.get(holder, name);
}

function isCallable(value: unknown): value is Callable {
  return typeof value === "function";
}

function refusal(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    const line = typeof error === "object" && error !== null && "lineNumber" in error ? `Line ${String(error.lineNumber)}: ` : "";
    return `${line}${error instanceof Error ? error.message : String(error)}`;
  }
}
