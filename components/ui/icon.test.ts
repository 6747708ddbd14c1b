import { expect, it } from "vitest";
import { commands } from "@/lib/design/commands";
import { iconsByName } from "./icon";

it("knows the icon of every command", () => {
  expect(commands.map((command) => command.icon).filter((name) => !(name in iconsByName))).toEqual([]);
});
