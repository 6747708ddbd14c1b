import { linesOf } from "./lines";
import type { Section } from "./section";

/** Formatted SQL of Liquibase: a section for each changeset, and one for its rollback lines. */
export function liquibase(text: string): Section[] | undefined {
  const lines = linesOf(text);
  if (!lines.slice(0, 5).some((line) => /^\uFEFF?--\s*liquibase\s+formatted\s+sql\b/i.test(line.text))) return undefined;
  const sections: Section[] = [];
  let current: { wrapping: Section["wrapping"]; up: { at: number; end: number }[]; down: { at: number; end: number }[] } | undefined;
  const close = (): void => {
    if (current === undefined) return;
    const { wrapping, up, down } = current;
    sections.push({ direction: "up", wrapping, parts: up });
    if (down.length > 0) sections.push({ direction: "down", wrapping, parts: down });
  };
  for (const line of lines) {
    const changeset = /^--\s*changeset\s+(.*)$/i.exec(line.text);
    const rollback = /^--\s*rollback\s+/i.exec(line.text);
    if (changeset !== null) {
      close();
      current = { wrapping: /\brunInTransaction:\s*"?false\b/i.test(changeset[1] ?? "") ? "none" : "transaction", up: [], down: [] };
    } else if (rollback !== null) {
      const at = line.at + rollback[0].length;
      // Words instead of SQL: `not required`, `empty`, a reference to another changeset.
      if (!/^(?:not required|empty|changesetId\b)/i.test(text.slice(at))) current?.down.push({ at, end: line.end });
    } else current?.up.push({ at: line.at, end: line.end });
  }
  close();
  return sections;
}
