import type { CommandOutcome, NativeSandbox } from "../native-sandbox";
import { execute } from "./execute";
import { Graph } from "./graph";
import { parse } from "./parse";
import { SchemaAccount } from "./schema-account";
import { Refused } from "./tokens";
import { vendorLint, vendorPackage, vendorVersion, type VendorLint } from "./vendor";

/**
 * Neo4j without a server: the vendor's parser, where it is installed, says whether a statement is Cypher; an account of constraints, indexes,
 * nodes and relationships says what it would leave behind, and refuses what the edition refuses.
 */
export async function openNeo4jSandbox(version: string): Promise<NativeSandbox> {
  const lint = await vendorLint();
  return new Neo4jSandbox(version, lint);
}

class Neo4jSandbox implements NativeSandbox {
  readonly engine: string;
  readonly fidelity;
  readonly missing?: string;
  private readonly graph = new Graph();
  private readonly schema: SchemaAccount;
  private readonly languages: readonly string[];

  constructor(version: string, private readonly lint: VendorLint | undefined) {
    this.schema = new SchemaAccount(version.endsWith("enterprise"));
    this.languages = version.startsWith("5.") ? ["CYPHER 5"] : ["CYPHER 5", "CYPHER 25"];
    this.engine = `${lint === undefined ? "" : `Neo4j's parser (language-support ${vendorVersion}) and `}Strata's account of a graph, ${version.replace("-", " ")}`;
    this.fidelity = lint === undefined ? ("grammar" as const) : ("vendor parser" as const);
    if (lint === undefined) this.missing = `Install ${vendorPackage}@${vendorVersion} (98 MB) in the folder that STRATA_TOOLS names, and Neo4j's own parser checks every statement.`;
  }

  async run(command: string): Promise<CommandOutcome> {
    const warnings = new Set<string>();
    for (const language of this.languages) {
      for (const { severity, message } of this.lint?.(command, language) ?? []) {
        if (severity === "error") return { ok: false, message: `${language}: ${message}` };
        warnings.add(`${language}: ${message}`);
      }
    }
    let undo = this.graph.copy();
    try {
      const statement = parse(command);
      switch (statement.kind) {
        case "create constraint": this.schema.createConstraint(statement, this.graph); break;
        case "create index": this.schema.createIndex(statement); break;
        case "drop": this.schema.drop(statement.what, statement.name); break;
        case "query": execute(statement.clauses, this.graph, () => {
          this.schema.verify(this.graph);
          undo = this.graph.copy();
        });
      }
    } catch (error) {
      undo();
      if (error instanceof Refused) return { ok: false, message: error.message };
      throw error;
    }
    return warnings.size === 0 ? { ok: true } : { ok: true, note: [...warnings].join("; ") };
  }

  async catalog(): Promise<ReturnType<SchemaAccount["catalog"]>> {
    return this.schema.catalog();
  }

  async contents(): Promise<ReturnType<Graph["contents"]>> {
    return this.graph.contents();
  }

  async reset(): Promise<void> {
    this.schema.clear();
    this.graph.nodes.clear();
    this.graph.relationships.clear();
  }

  async close(): Promise<void> {}
}
