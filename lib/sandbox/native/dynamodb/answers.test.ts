import { describe, expect, it } from "vitest";
import { isJsonObject } from "../../../model";
import { map } from "../../../targets/dynamodb/map";
import { migrate } from "../../../targets/dynamodb/migrate";
import { samples } from "../../../targets/dynamodb/samples";
import { connectEmulator } from "./emulator";
import { designs } from "./testing/designs";

const url = process.env["STRATA_TEST_DYNAMODB_URL"];

describe.skipIf(url === undefined)("reads of plans on the emulator of STRATA_TEST_DYNAMODB_URL", () => {
  for (const { name, design, choices } of designs) {
    it(`find what the samples put: ${name}`, async () => {
      const emulator = await connectEmulator(url ?? "");
      const send = async (command: string) => {
        const parsed: unknown = JSON.parse(command);
        if (!isJsonObject(parsed) || typeof parsed["call"] !== "string" || !isJsonObject(parsed["input"])) throw new Error(command);
        const answer = await emulator.call(parsed["call"], parsed["input"]);
        if (!answer.ok) throw new Error(`${answer.message}: ${command}`);
        return { call: parsed["call"], answer: answer.answer };
      };
      const { model, plans } = map({ ...design, choices, version: "current" });
      for (const { steps } of migrate(undefined, model).migrations) for (const { up } of steps) for (const command of up) await send(command);
      for (const command of samples(model)) await send(command);
      let reads = 0;
      for (const { pattern, call } of plans) {
        if (call === undefined || ["insert", "update", "delete", "subscribe"].includes(design.patterns.find(({ id }) => id === pattern)?.operation ?? "")) continue;
        for (const command of call.split("\n")) {
          const { answer } = await send(command);
          const found = answer["Item"] ?? (Array.isArray(answer["Items"]) ? answer["Items"][0] : undefined) ?? (isJsonObject(answer["Responses"]) ? Object.values(answer["Responses"]).flat()[0] : undefined);
          expect([pattern, command, found]).toEqual([pattern, command, expect.any(Object)]);
          reads += 1;
        }
      }
      expect(reads).toBeGreaterThan(2);
      for (const { pattern, call } of plans) if (["update", "delete"].includes(design.patterns.find(({ id }) => id === pattern)?.operation ?? "")) for (const command of (call ?? "").split("\n")) await send(command);
      for (const { name: TableName } of model.tables) {
        await emulator.call("UpdateTable", { TableName, DeletionProtectionEnabled: false });
        await emulator.call("DeleteTable", { TableName });
      }
    });
  }
});
