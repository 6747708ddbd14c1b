import { optionalPackage } from "../optional-package";

/** The vendor's own parser with its semantic analysis, and the version that its findings are known of. */
export const vendorPackage = "@neo4j-cypher/language-support";
export const vendorVersion = "2.0.0-next.38";

export interface VendorFinding {
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** Asks the vendor's parser about a statement in one of its languages (`CYPHER 5`, `CYPHER 25`). */
export type VendorLint = (statement: string, language: string) => readonly VendorFinding[];

const known = new Map<string, readonly VendorFinding[]>();

/** The vendor's parser where it is installed; undefined where it is not, or is another version that gives something else. */
export async function vendorLint(): Promise<VendorLint | undefined> {
  const loaded = await optionalPackage(vendorPackage);
  const lint = functionOf(loaded);
  if (lint === undefined) return undefined;
  return (statement, language) => {
    const key = `${language} ${statement}`;
    const found = known.get(key) ?? findings(lint(statement, { defaultLanguage: language }));
    known.set(key, found);
    return found;
  };
}

type Lint = (query: string, schema: object) => unknown;

function functionOf(loaded: unknown): Lint | undefined {
  if (typeof loaded !== "object" || loaded === null) return undefined;
  if ("lintCypherQuery" in loaded && isLint(loaded.lintCypherQuery)) return loaded.lintCypherQuery;
  return "default" in loaded ? functionOf(loaded.default) : undefined;
}

function isLint(value: unknown): value is Lint {
  return typeof value === "function";
}

/** Severity 1 is an error in the language server protocol, 2 a warning. Parameters are the application's to give. */
function findings(answer: unknown): readonly VendorFinding[] {
  const diagnostics: unknown = typeof answer === "object" && answer !== null && "diagnostics" in answer ? answer.diagnostics : undefined;
  if (!Array.isArray(diagnostics)) return [{ severity: "error", message: `${vendorPackage} answers otherwise than version ${vendorVersion} does` }];
  return diagnostics.flatMap((each: unknown): VendorFinding[] => {
    if (typeof each !== "object" || each === null || !("message" in each) || typeof each.message !== "string") return [];
    if (/^Parameter \$\S+ is not defined/.test(each.message)) return [];
    const severity = "severity" in each ? each.severity : 1;
    return severity === 1 ? [{ severity: "error", message: each.message }] : severity === 2 ? [{ severity: "warning", message: each.message }] : [];
  });
}
