import type { Schema } from "../../model";
import type { Mapped } from "../../targets/native";
import type { Capabilities } from "../../targets/target";
import { escapeMarkdown, markdownBlock, markdownCell, markdownCode } from "../escape";
import { targetLabel, type DocumentInput, type DocumentShape, type ExportFormat } from "../input";
import { patternQuery, writtenQuery } from "../pattern-query";
import { documentation } from "../references";
import { withoutHtml } from "../safe-markdown";
import { loadFacts, patternFacts } from "./pattern-facts";
import { schemaStatements } from "./sql";
import { choiceText } from "./technology-choice";

/** The design document in Markdown: technology choice, schema, migrations, query patterns. */
export const designDocument: ExportFormat = {
  id: "design-document", label: "Design document (Markdown)", extension: "md", mediaType: "text/markdown", write: writeDesignDocument,
};

/** File the document's picture is linked to; the bundle puts it beside the document. */
export const diagramFile = "diagram.svg";

/** Writes the document. Words of the team stay Markdown, but their raw HTML is shown as text. */
export function writeDesignDocument(input: DocumentInput): string {
  const sections = [
    `## Database Design: ${escapeMarkdown(input.name)}`,
    `### Technology Choice\n\n- Database: ${escapeMarkdown(targetLabel(input))}\n- Rationale: ${indented(input.rationale) || "not written yet"}`,
    ...choiceText(input.choice),
    "### Schema",
    ...(input.diagramSvg === undefined ? [] : [`![Diagram of ${escapeMarkdown(input.name)}](${diagramFile})`]),
    schemaText(input),
    `### Migrations\n\n${migrations(input)}`,
    `### Query Patterns\n\n${patterns(input)}`,
    ...(input.prose === undefined || input.prose.trim() === "" ? [] : [withoutHtml(input.prose.trim())]),
    `### Failure Handling\n\n${failures(input.target.capabilities)}`,
    `### References\n\n${references(input)}`,
  ];
  return `${sections.join("\n\n")}\n`;
}

/** The schema in the target's language: statements, or where the shape is derived the decisions that led to it and its files. */
function schemaText(input: DocumentInput): string {
  if (input.schema.tables.length === 0) return "No tables yet.";
  const own = input.shape === undefined
    ? [...input.derived === undefined ? [] : decisionsText(input.derived, input.schema), markdownBlock(schemaStatements(input).join("\n\n"), "sql")].join("\n\n")
    : shapeText(input.shape, input.schema);
  const stores = (input.stores ?? []).map((store) => [
    `#### ${escapeMarkdown(store.target.label)} as ${escapeMarkdown(store.role)}`,
    `Holds ${store.tables.map(escapeMarkdown).join(", ")}. Kept in step: ${indented(store.sync) || "not written yet"}`,
    shapeText(store, input.schema),
  ].join("\n\n"));
  return [own, ...stores].join("\n\n");
}

function shapeText({ mapped, files }: DocumentShape, schema: Schema): string {
  return [...decisionsText(mapped, schema), ...files.map(({ path, content, language }) => `${markdownCode(path)}\n\n${markdownBlock(content.trimEnd(), language)}`)].join("\n\n");
}

/** The decisions that led to a shape as a table, and what is lost. */
function decisionsText(mapped: Pick<Mapped, "decisions" | "diagnostics">, schema: Schema): readonly string[] {
  const tables = new Map(schema.tables.map(({ id, name }) => [id, name]));
  const decisions = mapped.decisions.map(({ table, label, chosen, options, reason }) =>
    `| ${[tables.get(table) ?? "", label, options.find(({ id }) => id === chosen)?.label ?? chosen, reason].map(escapeMarkdown).map(markdownCell).join(" | ")} |`);
  const notes = mapped.diagnostics.filter(({ severity }) => severity !== "error").map(({ message }) => `- ${escapeMarkdown(message)}`);
  return [
    ...(decisions.length === 0 ? [] : [["| Table | Decision | Chosen | Why |", "|---|---|---|---|", ...decisions].join("\n")]),
    ...(notes.length === 0 ? [] : [`Lost or limited:\n\n${notes.join("\n")}`]),
  ];
}

/** Further paragraphs belong to the list item they continue. */
function indented(markdown: string): string {
  return withoutHtml(markdown.trim()).split("\n").map((line, i) => (i === 0 || line.trim() === "" ? line : `  ${line}`)).join("\n");
}

function migrations({ migrations: list, releases = [] }: DocumentInput): string {
  if (list.length === 0) return "Nothing is released yet.";
  const files = list.map(({ name, title }) => `- ${markdownCode(name)} - ${escapeMarkdown(title)}`).join("\n");
  if (releases.length === 0) return files;
  return `${files}\n\n${["| Release | Proof |", "|---|---|", ...releases.map(({ release, proof }) => `| ${[release, proof].map(escapeMarkdown).map(markdownCell).join(" | ")} |`)].join("\n")}`;
}

function patterns({ patterns: list, schema, target, shape, derived, usage }: DocumentInput): string {
  if (list.length === 0) return "No access patterns are described yet.";
  const rows = list.map((pattern) => {
    const plan = (shape?.mapped ?? derived)?.plans.find((each) => each.pattern === pattern.id);
    const generated = writtenQuery(pattern, target) === undefined && plan !== undefined;
    const query = generated ? plan.call : patternQuery(pattern, schema, target);
    const calculated = plan === undefined ? undefined : plan.problem ?? [plan.by, plan.cost].filter((part) => part !== undefined).join(", ");
    const cells = [
      escapeMarkdown(pattern.name), query === undefined ? "not written" : markdownCode(query),
      // What was expected of a query in another language is not expected of this one.
      pattern.expectedPerformance === undefined || pattern.expectedPerformance.trim() === "" || (generated && pattern.query !== undefined) ? (calculated === undefined || calculated === "" ? "not measured" : `${escapeMarkdown(calculated)} (calculated)`) : escapeMarkdown(pattern.expectedPerformance),
    ];
    return `| ${cells.map(markdownCell).join(" | ")} |`;
  });
  const facts = patternFacts(list, schema);
  const loads = usage === undefined ? undefined : loadFacts(usage.loads, schema);
  return [
    ["| Operation | Query | Expected Performance |", "|---|---|---|", ...rows].join("\n"),
    ...(facts === undefined ? [] : [`What is asked of them:\n\n${facts}`]), ...(loads === undefined ? [] : [`What is expected of the tables:\n\n${loads}`]),
  ].join("\n\n");
}

function failures(capabilities: Capabilities): string {
  return [
    `**Migration fails halfway**: ${capabilities.transactionalDdl ? "each file runs in a transaction where its statements allow it, so it takes effect whole or not at all" : "statements take effect one by one; run the down part of the file before trying again"}; never leave partial state.`,
    `**Production data won't fit a new constraint**: ${capabilities.notValidConstraints ? "add it as NOT VALID first and validate it separately: `ALTER TABLE ... ADD CONSTRAINT ... NOT VALID`, then `ALTER TABLE ... VALIDATE CONSTRAINT ...`" : "find and mend the rows that break it in a data migration first; the migration stops at the first that is left"}.`,
    "**Large table migration too slow**: move the rows in batches by key in a data migration, apart from the schema migration, with a pause between batches.",
    "**Need to reorder migrations**: don't; released files never change. A new migration gets from the current state to the desired one.",
    "**ORM generates inefficient queries**: log the queries in development; write SQL for the complex ones.",
  ].map((item) => `- ${item}`).join("\n");
}

function references({ target }: DocumentInput): string {
  const own = documentation[target.id];
  return `- Evolutionary Database Design: <https://martinfowler.com/articles/evodb.html>\n- ${own.title}: <${own.url}>`;
}
