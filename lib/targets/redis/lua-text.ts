import type { JsonValue } from "../../model";

/** A text as a Lua string: what could end it, or is no printable ASCII, as decimal bytes. */
export function luaText(text: string): string {
  let inner = "";
  for (const byte of new TextEncoder().encode(text)) inner += byte === 34 || byte === 92 ? `\\${String.fromCharCode(byte)}` : byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\${`${byte}`.padStart(3, "0")}`;
  return `"${inner}"`;
}

/** A value as a Lua expression: lists and objects become tables; null and what is absent is left out. */
export function luaValue(value: JsonValue, indent = ""): string {
  if (value === null) return "nil";
  if (typeof value === "string") return luaText(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const deeper = `${indent}  `;
  const members = isList(value) ? value.map((each) => luaValue(each, deeper)) : Object.entries(value).map(([name, each]) => `${/^[a-z_]+$/.test(name) && !keywords.has(name) ? name : `[${luaText(name)}]`} = ${luaValue(each, deeper)}`);
  const line = `{ ${members.join(", ")} }`;
  return members.length === 0 ? "{}" : line.length + indent.length <= 140 && !line.includes("\n") ? line : `{\n${members.map((member) => `${deeper}${member},`).join("\n")}\n${indent}}`;
}

/** Array.isArray does not tell read-only lists from objects. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

const keywords = new Set(["and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in", "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while"]);
