import { expect, it } from "vitest";
import type { Services } from "../services";
import { prepareImport } from "./prepare-import";

it("asks for each target once at a time, and lets failures pass", async () => {
  const asked: unknown[] = [];
  let fail: (reason: Error) => void = () => undefined;
  const workers: Services["workers"] = {
    run: (_job, input) => {
      asked.push(input);
      return new Promise((_, reject) => { fail = reject; });
    },
    close: async () => undefined,
  };
  prepareImport({ workers }, "postgresql");
  prepareImport({ workers }, "postgresql");
  prepareImport({ workers }, "sqlite");
  expect(asked).toEqual(["postgresql", "sqlite"]);
  fail(new Error("ended"));
  await new Promise((resolve) => setImmediate(resolve));
  prepareImport({ workers }, "sqlite");
  expect(asked).toEqual(["postgresql", "sqlite", "sqlite"]);
});
