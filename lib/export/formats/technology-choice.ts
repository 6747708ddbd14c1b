import { escapeMarkdown, markdownCell } from "../escape";
import type { DocumentChoice } from "../input";

/** Most lines of what would change the answer, and of what is not known. */
const most = 6;

/** How the technology was chosen, as paragraphs and lists below its rationale. Only what was computed from the answers; nothing where nothing was asked. */
export function choiceText(choice: DocumentChoice | undefined): readonly string[] {
  if (choice === undefined) return [];
  const { alternative, against, changes, excluded, warnings, gaps, combination } = choice;
  return [
    [
      `- Licence: ${escapeMarkdown(choice.licence)}`,
      `- Ranking: ${escapeMarkdown(choice.sentence)}`,
      ...(against === undefined ? [] : [`- Decided against the ranking: ${against.trim() === "" ? "no reason given yet" : escapeMarkdown(against.replaceAll(/\s+/g, " ").trim())}`]),
      ...(alternative === undefined ? [] : [`- Alternative: ${escapeMarkdown(alternative.sentence)}`]),
      ...(combination === undefined ? [] : [`- Together with others: ${escapeMarkdown(combination.sentence)}`, ...combination.parts.map((part) => `  - ${escapeMarkdown(part)}`)]),
    ].join("\n"),
    ...(choice.ranking.length === 0 ? [] : [["| Technology | Points |", "|---|---|", ...choice.ranking.map(({ label, score, chosen }) => `| ${markdownCell(escapeMarkdown(label))}${chosen ? " (chosen)" : ""} | ${score} |`)].join("\n")]),
    ...(changes.length === 0 ? [] : [`What would change it:\n\n${changes.slice(0, most).map((sentence) => `- ${escapeMarkdown(sentence)}`).join("\n")}`]),
    ...(excluded.length === 0 ? [] : [[
      "Ruled out by documented limits:", "",
      "| Technology | Rule | Why | Limit | Source |", "|---|---|---|---|---|",
      ...excluded.map(({ label, rule, sentence, limit, source, seen }) => `| ${[label, rule, sentence, limit].map((text) => markdownCell(escapeMarkdown(text))).join(" | ")} | ${sourceText(source, seen)} |`),
    ].join("\n")]),
    ...(warnings.length === 0 ? [] : [`Limits that are near:\n\n${warnings.map(({ sentence, limit, source, seen }) => `- ${escapeMarkdown(sentence)} ${escapeMarkdown(limit)} ${sourceText(source, seen)}`).join("\n")}`]),
    ...(gaps.length === 0 ? [] : [`Not known, and assumed:\n\n${gaps.toSorted((a, b) => b.couldBecome.length - a.couldBecome.length).slice(0, most * 2).map(({ label, assumption, couldBecome }) =>
      `- ${escapeMarkdown(label)}: ${escapeMarkdown(assumption)}${couldBecome.length === 0 ? "" : ` Under another answer first could be ${couldBecome.map(escapeMarkdown).join(", ")}.`}`).join("\n")}`]),
  ];
}

/** Address and date; an address only where it is one. */
function sourceText(source: string, seen: string): string {
  return /^https:\/\/[^\s<>|]+$/.test(source) ? `<${source}>, ${escapeMarkdown(seen)}` : `${markdownCell(escapeMarkdown(source))}, ${escapeMarkdown(seen)}`;
}
