import type { TechnologyId } from "../../model";
import type { Sandbox, SandboxOptions } from "../../sandbox";

type Open = (target: TechnologyId, options?: SandboxOptions) => Promise<Sandbox>;

/**
 * Keeps one engine per target between jobs: closing resets it for the next one, which takes milliseconds where opening takes
 * half a second. One that cannot be reset is closed for good.
 */
export function warmSandboxes(open: Open): Open {
  const kept = new Map<string, Sandbox>();
  return async (target, options) => {
    const key = `${target} ${options?.version ?? ""}`;
    const warm = kept.get(key);
    kept.delete(key);
    return lend(warm ?? (await open(target, options)), async (sandbox) => {
      if (kept.has(key)) return sandbox.close();
      try {
        await sandbox.reset();
        kept.set(key, sandbox);
      } catch {
        await sandbox.close();
      }
    });
  };
}

function lend(sandbox: Sandbox, giveBack: (sandbox: Sandbox) => Promise<void>): Sandbox {
  let returned = false;
  return {
    engine: sandbox.engine,
    ...(sandbox.server === undefined ? {} : { server: sandbox.server }),
    run: (sql) => sandbox.run(sql),
    query: (sql, parameters) => sandbox.query(sql, parameters),
    introspect: () => sandbox.introspect(),
    measure: (sql) => sandbox.measure(sql),
    reset: () => sandbox.reset(),
    async close() {
      if (returned) return;
      returned = true;
      await giveBack(sandbox);
    },
  };
}
