/** The keys of an event that decide about shortcuts. */
export type PressedKeys = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/**
 * Whether the pressed keys are this shortcut. `Mod` is Cmd on a Mac and Ctrl elsewhere. A sign that needs Shift on some
 * keyboards (`?`, `+`) is compared by what it types; letters and digits are compared with the exact modifiers.
 */
export function matchesShortcut(event: PressedKeys, shortcut: string, mac: boolean): boolean {
  const parts = shortcut === "+" ? ["+"] : shortcut.endsWith("++") ? [...shortcut.slice(0, -2).split("+"), "+"] : shortcut.split("+");
  const key = parts.at(-1) ?? "";
  const wants = new Set(parts.slice(0, -1));
  const mod = mac ? event.metaKey : event.ctrlKey;
  const otherMod = mac ? event.ctrlKey : event.metaKey;
  if (mod !== wants.has("Mod") || otherMod || event.altKey !== wants.has("Alt")) return false;
  if (/^[a-z]$/i.test(key)) return event.key.toLowerCase() === key.toLowerCase() && event.shiftKey === wants.has("Shift");
  // Shift changes what a digit key types, and Alt does on a Mac, so digits go by the key itself.
  if (/^\d$/.test(key)) return event.code === `Digit${key}` && event.shiftKey === wants.has("Shift");
  if (key.length === 1) return event.key === key;
  if (key === "Delete") return (event.key === "Delete" || event.key === "Backspace") && event.shiftKey === wants.has("Shift");
  const name = key === "Esc" ? "Escape" : key;
  return event.key === name && event.shiftKey === wants.has("Shift");
}
