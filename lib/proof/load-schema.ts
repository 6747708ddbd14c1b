import type { Schema } from "../model";
import { SandboxError, type Sandbox } from "../sandbox/sandbox";
import type { Statement, Target } from "../targets/target";

/** Statements sent to the engine at once. */
const batchSize = 250;

/**
 * Loads a schema into an empty sandbox as its target writes it. Roles that it names are made on the way and added to `roles`,
 * since they belong to a server and a sandbox has none. Rejects with SandboxError when the engine refuses a statement.
 */
export async function loadSchema(sandbox: Sandbox, target: Target, schema: Schema, version: string, roles: Set<string>): Promise<void> {
  for (const role of roles) await sandbox.run(createRole(role, target));
  for (const script of scripts(target.createSchema(schema, version))) await withRoles(sandbox, script, target, roles);
}

function* scripts(statements: readonly Statement[]): Generator<string> {
  let batch: string[] = [];
  for (const { sql, transaction } of statements) {
    const alone = transaction !== undefined && transaction !== "inside";
    if (batch.length > 0 && (alone || batch.length >= batchSize)) {
      yield batch.join("\n;\n");
      batch = [];
    }
    if (alone) yield sql;
    else batch.push(sql);
  }
  if (batch.length > 0) yield batch.join("\n;\n");
}

async function withRoles(sandbox: Sandbox, script: string, target: Target, roles: Set<string>): Promise<void> {
  for (;;) {
    try {
      // As one transaction, so that a second try finds nothing of the first.
      await sandbox.run(script.includes("\n;\n") ? `BEGIN\n;\n${script}\n;\nCOMMIT` : script);
      return;
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      await sandbox.run("ROLLBACK").catch(() => undefined);
      const role = /^role "(.+)" does not exist$/.exec(error.message)?.[1];
      if (role === undefined || roles.has(role)) throw error;
      await sandbox.run(createRole(role, target));
      roles.add(role);
    }
  }
}

function createRole(name: string, target: Target): string {
  return `CREATE ROLE ${target.quote(name)}`;
}
