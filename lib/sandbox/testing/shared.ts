import type { TechnologyId } from "../../model";
import { openSandbox as open } from "..";
import type { Sandbox } from "../sandbox";

/** One engine for each target through a whole test file, emptied whenever it is asked for: opening costs more than most proofs. */
export function sharedSandboxes(): { openSandbox(id: TechnologyId): Promise<Sandbox>; close(): Promise<void> } {
  const engines = new Map<TechnologyId, Promise<Sandbox>>();
  return {
    openSandbox: async (id) => {
      const opening = engines.get(id) ?? open(id);
      engines.set(id, opening);
      const opened = await opening;
      await opened.reset();
      return {
        engine: opened.engine, fidelity: opened.fidelity, query: (sql, parameters) => opened.query(sql, parameters), run: (sql) => opened.run(sql), introspect: () => opened.introspect(),
        measure: (sql) => opened.measure(sql), reset: () => opened.reset(), close: async () => undefined,
      };
    },
    close: async () => {
      for (const engine of engines.values()) await (await engine).close();
    },
  };
}
