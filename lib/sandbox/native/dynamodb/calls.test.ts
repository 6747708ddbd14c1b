import { describe, expect, it } from "vitest";
import { openDynamodb } from ".";
import { map } from "../../../targets/dynamodb/map";
import { migrate } from "../../../targets/dynamodb/migrate";
import { samples } from "../../../targets/dynamodb/samples";
import { designs } from "./testing/designs";

describe("every call of every plan is taken by the documented rules", () => {
  for (const { name, design, choices } of designs) {
    it(`of ${name}`, async () => {
      const { model, plans, diagnostics } = map({ ...design, choices, version: "current" });
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      const sandbox = await openDynamodb("current");
      try {
        const run = async (command: string): Promise<void> => expect([command, await sandbox.run(command)]).toMatchObject([command, { ok: true }]);
        for (const { steps } of migrate(undefined, model).migrations) for (const { up } of steps) for (const command of up) await run(command);
        const operation = (pattern: string): string => design.patterns.find(({ id }) => id === pattern)?.operation ?? "";
        const reads = plans.filter(({ pattern }) => !["insert", "update", "delete"].includes(operation(pattern)));
        // Inserts first, since they put what the samples put.
        for (const { pattern, call } of plans) if (operation(pattern) === "insert" && design.patterns.find(({ id }) => id === pattern)?.atomicWith === undefined) for (const command of (call ?? "").split("\n")) await run(command);
        await sandbox.reset();
        for (const { steps } of migrate(undefined, model).migrations) for (const { up } of steps) for (const command of up) await run(command);
        for (const command of samples(model)) await run(command);
        for (const { call } of reads) for (const command of call === undefined ? [] : call.split("\n")) await run(command);
        for (const { pattern, call } of plans) if (["update", "delete"].includes(operation(pattern))) for (const command of (call ?? "").split("\n")) await run(command);
      } finally {
        await sandbox.close();
      }
    });
  }
});
