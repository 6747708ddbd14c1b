import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seed } from "../../model/testing/seed";
import { parseCommand, printCommand } from "./command-line";

describe("command lines of redis-cli", () => {
  it("read back as the words they were written from, each on one line", () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), (words) => {
      const line = printCommand(words);
      expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
      expect(parseCommand(line)).toEqual(words);
    }), { seed });
  });

  it("are read by redis-cli's rules", () => {
    expect(parseCommand("SET  a \"b c\\x41\\n\" 'it\\'s' \"\"")).toEqual(["SET", "a", "b cA\n", "it's", ""]);
    expect(parseCommand("SET \"a")).toBeUndefined();
    expect(parseCommand("SET \"a\"b")).toBeUndefined();
  });
});
