import { describe, expect, it } from "vitest";
import { matchesShortcut, type PressedKeys } from "./shortcut";

function press(key: string, held: Partial<PressedKeys> = {}): PressedKeys {
  return { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe("matchesShortcut", () => {
  it("takes Mod as Ctrl, and as Cmd on a Mac", () => {
    expect(matchesShortcut(press("k", { ctrlKey: true }), "Mod+K", false)).toBe(true);
    expect(matchesShortcut(press("k", { ctrlKey: true }), "Mod+K", true)).toBe(false);
    expect(matchesShortcut(press("k", { metaKey: true }), "Mod+K", true)).toBe(true);
  });

  it("keeps a plain letter apart from the same letter with modifiers", () => {
    expect(matchesShortcut(press("t"), "T", false)).toBe(true);
    expect(matchesShortcut(press("T", { shiftKey: true }), "T", false)).toBe(false);
    expect(matchesShortcut(press("t", { ctrlKey: true }), "T", false)).toBe(false);
    expect(matchesShortcut(press("t", { altKey: true }), "T", false)).toBe(false);
  });

  it("tells undo from redo", () => {
    expect(matchesShortcut(press("Z", { ctrlKey: true, shiftKey: true }), "Mod+Z", false)).toBe(false);
    expect(matchesShortcut(press("Z", { ctrlKey: true, shiftKey: true }), "Mod+Shift+Z", false)).toBe(true);
  });

  it("compares signs by what they type", () => {
    expect(matchesShortcut(press("?", { shiftKey: true }), "?", false)).toBe(true);
    expect(matchesShortcut(press("+", { shiftKey: true }), "+", false)).toBe(true);
    expect(matchesShortcut(press("+", { ctrlKey: true }), "Mod++", false)).toBe(true);
  });

  it("compares digits by their key, whatever Shift or Alt makes of it", () => {
    expect(matchesShortcut(press("!", { code: "Digit1", shiftKey: true }), "Shift+1", false)).toBe(true);
    expect(matchesShortcut(press("¡", { code: "Digit1", altKey: true }), "Alt+1", false)).toBe(true);
  });

  it("takes Backspace for Delete, as keyboards without Delete need it", () => {
    expect(matchesShortcut(press("Backspace"), "Delete", true)).toBe(true);
  });
});
