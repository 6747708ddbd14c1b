import type { Target } from "@/lib/targets/target";

/** What is wrong with an identifier, as a sentence, or undefined: empty, too long for the target, or taken. */
export function nameProblem(name: string, target: Target, taken: Iterable<string>): string | undefined {
  const text = name.trim();
  if (text === "") return "Give it a name.";
  if (text.includes("\0")) return "A name cannot contain a NUL character.";
  const bytes = new TextEncoder().encode(text).length;
  const limit = target.capabilities.identifierBytes;
  if (bytes > limit) return `${target.label} keeps ${limit} bytes of a name; this one has ${bytes}.`;
  for (const other of taken) if (other === text) return `The name ${text} is taken.`;
  return undefined;
}

/** Text of an optional field as commands take it: `null` takes the value away. */
export function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
