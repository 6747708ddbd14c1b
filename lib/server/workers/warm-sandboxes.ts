import type { TechnologyId } from "../../model";
import type { Sandbox, SandboxOptions } from "../../sandbox";

type Open = (target: TechnologyId, options?: SandboxOptions) => Promise<Sandbox>;

/**
 * Keeps one engine per target between jobs: closing resets it for the next one, which takes milliseconds where opening takes
 * half a second. Closing does not wait for that: it begins `pause` milliseconds later, when whoever got the answer has looked at
 * it (a large import is opened as a design, which needs the processor too), or when the engine is wanted again.
 * One that cannot be reset is closed for good; one that nothing was asked of is as it was.
 */
export function warmSandboxes(open: Open, pause = 1000): Open {
  /** Gives the sandbox once it is empty; undefined when it could not be emptied. */
  const kept = new Map<string, () => Promise<Sandbox | undefined>>();
  return async (target, options) => {
    const key = `${target} ${options?.version ?? ""}`;
    const resting = kept.get(key);
    kept.delete(key);
    return lend(await resting?.() ?? (await open(target, options)), async (sandbox, used) => {
      if (kept.has(key)) return sandbox.close();
      if (!used) return void kept.set(key, async () => sandbox);
      let emptying: Promise<Sandbox | undefined> | undefined;
      const empty = () => {
        clearTimeout(timer);
        return emptying ??= emptied(sandbox);
      };
      const timer = setTimeout(() => void empty(), pause);
      kept.set(key, empty);
    });
  };
}

/** The sandbox once it is empty again, or undefined when it could not be emptied. Never rejects. */
async function emptied(sandbox: Sandbox): Promise<Sandbox | undefined> {
  try {
    await sandbox.reset();
    return sandbox;
  } catch {
    await sandbox.close().catch(() => undefined);
    return undefined;
  }
}

function lend(sandbox: Sandbox, giveBack: (sandbox: Sandbox, used: boolean) => Promise<void>): Sandbox {
  let returned = false, used = false;
  const asked = <T>(work: () => Promise<T>): Promise<T> => {
    used = true;
    return work();
  };
  return {
    // Asked when the work is done: a server may have refused some of it.
    get engine() { return sandbox.engine; },
    get fidelity() { return sandbox.fidelity; },
    ...(sandbox.server === undefined ? {} : { server: sandbox.server }),
    run: (sql) => asked(() => sandbox.run(sql)),
    query: (sql, parameters) => asked(() => sandbox.query(sql, parameters)),
    introspect: () => asked(() => sandbox.introspect()),
    measure: (sql) => asked(() => sandbox.measure(sql)),
    reset: () => asked(() => sandbox.reset()),
    async close() {
      if (returned) return;
      returned = true;
      await giveBack(sandbox, used);
    },
  };
}
