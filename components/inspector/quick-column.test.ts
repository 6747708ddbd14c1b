import { describe, expect, it } from "vitest";
import { builtTargets } from "@/lib/targets/registry";
import { parseQuickColumn } from "./quick-column";

const target = builtTargets[0];
if (target === undefined) throw new Error("No target is built");
const parse = (text: string) => parseQuickColumn(text, target, []);

describe("parseQuickColumn", () => {
  it("reads a name, a type, and whether it may be null", () => {
    expect(parse("email")).toEqual({ name: "email" });
    expect(parse("  email   text ")).toEqual({ name: "email", type: { kind: "text" } });
    expect(parse("total numeric(10, 2) NOT NULL")).toEqual({ name: "total", type: { kind: "decimal", precision: 10, scale: 2 }, nullable: false });
    expect(parse("note text null")).toEqual({ name: "note", type: { kind: "text" }, nullable: true });
    expect(parse("flag not null")).toEqual({ name: "flag", nullable: false });
  });

  it("takes a name in double quotes whole", () => {
    expect(parse('"first ""name""" text')).toEqual({ name: 'first "name"', type: { kind: "text" } });
  });

  it("gives nothing for nothing", () => {
    expect(parse("   ")).toBeUndefined();
  });
});
