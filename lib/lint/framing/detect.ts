import { linesOf, type Line } from "./lines";
import { liquibase } from "./liquibase";
import type { Framing, Section } from "./section";

/** One tool's way to write migration files. */
interface Tool {
  readonly name: string;
  read(file: string, text: string): readonly Section[] | undefined;
}

/**
 * Tells whose migration file it is by its marks and its name, and where its statements stand
 * (sql-migrate 1.8, goose 3.27, dbmate 2.35, golang-migrate 4.19, Flyway 13, Liquibase 5.0, Prisma 7, Atlas, Drizzle 0.31).
 */
export function detectFraming(file: string, text: string): Framing {
  for (const tool of tools) {
    const sections = tool.read(file, text);
    if (sections !== undefined) return { tool: tool.name, sections };
  }
  return { tool: "plain", sections: [whole(text, "up", "none")] };
}

const tools: readonly Tool[] = [
  {
    name: "sql-migrate",
    read: (_, text) => annotated(text, /^--\s*\+migrate\s+(Up|Down)\b(.*)$/, /^--\s*\+migrate\b/, (options) => (/\bnotransaction\b/.test(options) ? "none" : "transaction")),
  },
  {
    name: "goose",
    read: (_, text) => {
      const bare = linesOf(text).some(({ text: line }) => /^--\s*\+goose\s+NO TRANSACTION\b/i.test(line));
      return annotated(text, /^--\s*\+goose\s+(Up|Down)\b(.*)$/i, /^--\s*\+goose\b/i, () => (bare ? "none" : "transaction"));
    },
  },
  {
    name: "dbmate",
    // Without a transaction the block is still sent as one string.
    read: (_, text) => annotated(text, /^--\s*migrate:(up|down)\b(.*)$/, /^--\s*migrate:/, (options) => (/\btransaction:\s*false\b/.test(options) ? "string" : "transaction")),
  },
  { name: "liquibase", read: (_, text) => liquibase(text) },
  {
    name: "golang-migrate",
    read: (file, text) => {
      const direction = /^\d+_.*\.(up|down)\.sql$/.exec(baseName(file))?.[1];
      return direction === undefined ? undefined : [whole(text, direction === "down" ? "down" : "up", "string")];
    },
  },
  {
    name: "flyway",
    read: (file, text) => {
      const prefix = /^(?:([VU])\d[\d._]*|(R))__.+\.sql$/.exec(baseName(file));
      return prefix === null ? undefined : [whole(text, prefix[1] === "U" ? "down" : "up", "mixed")];
    },
  },
  { name: "prisma", read: (file, text) => (/(?:^|[\\/])\d{8,14}_[^\\/]*[\\/]migration\.sql$/.test(file) ? [whole(text, "up", "string")] : undefined) },
  {
    name: "atlas",
    read: (_, text) => {
      if (!/^--\s*atlas:/m.test(text)) return undefined;
      return [whole(text, "up", /^--\s*atlas:txmode\s+none\b/m.test(text) ? "none" : "transaction")];
    },
  },
  { name: "drizzle", read: (_, text) => (text.includes("--> statement-breakpoint") ? [whole(text, "up", "transaction")] : undefined) },
];

/** Sections that start at a line with their direction and end at the next. */
function annotated(text: string, start: RegExp, mark: RegExp, wrapping: (options: string) => Section["wrapping"]): Section[] | undefined {
  const lines = linesOf(text);
  const sections: Section[] = [];
  let open: { line: Line; direction: "up" | "down"; options: string } | undefined;
  const close = (end: number): void => {
    if (open !== undefined) sections.push({ direction: open.direction, wrapping: wrapping(open.options), parts: [{ at: open.line.end, end }] });
  };
  let marked = false;
  for (const line of lines) {
    marked ||= mark.test(line.text);
    const found = start.exec(line.text);
    if (found === null) continue;
    close(line.at);
    open = { line, direction: found[1]?.toLowerCase() === "down" ? "down" : "up", options: found[2] ?? "" };
  }
  close(text.length);
  return marked ? sections : undefined;
}

function whole(text: string, direction: "up" | "down", wrapping: Section["wrapping"]): Section {
  return { direction, wrapping, parts: [{ at: 0, end: text.length }] };
}

function baseName(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}
