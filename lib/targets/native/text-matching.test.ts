import { describe, expect, it } from "vitest";
import { textMatching } from "./text-matching";

describe("a text for a pattern", () => {
  it.each([".@.", "^[A-Z]{2}$", "^\\d{4}-\\d{2}$", "^(?:draft|done)$", "^[a-z0-9]+(-[a-z0-9]+)*$", "https?://.+", "^[^ ]+$", "^([01][0-9]|2[0-3]):[0-5][0-9]$", "^[A-Za-z_][\\w-]*$", "^\\+?[0-9]{7,15}$", "x{3}", "^$|a"])("satisfies %s", (pattern) => {
    for (const n of [0, 1, 7]) {
      const text = textMatching(pattern, n);
      expect(text).toBeDefined();
      expect(text).toMatch(new RegExp(pattern, "u"));
    }
  });

  it("gives nothing for what it cannot read or satisfy, and never throws", () => {
    for (const pattern of ["(", "[", "\\", "^a(?=b)c$", "a{2", "[z-a]", ")"]) expect(() => textMatching(pattern, 1)).not.toThrow();
    expect(textMatching("^a(?=b)c$", 1)).toBeUndefined();
  });
});
