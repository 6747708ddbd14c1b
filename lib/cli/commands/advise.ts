import { writeFile } from "node:fs/promises";
import { advise as adviseOn, readAttributes, technologies, type Advice, type AnswerDiagnostic, type Attributes } from "../../advisor";
import { text, UsageError, type Command, type CommandIo, type ExitCode } from "../command";
import { printDiagnostics } from "../diagnostics";
import { placeInJson } from "../json-place";
import { readText, reason } from "../read-file";

export const advise: Command = {
  name: "advise",
  summary: "Rank persistence technologies by access patterns and circumstances, with every reason.",
  usage: ["advise FILE.json [--json]", "advise --cases CASES.json --out RESULTS.json"],
  help: [
    ["FILE.json", "Answers: {\"rows_1y\": 1000000, \"deploy\": \"server\", \"patterns\": [{\"kind\": \"point\", \"weight\": 3}], …}, by themselves or as \"attributes\"; - for standard input."],
    ["--json", "Print the whole advice as JSON."],
    ["--cases CASES.json", "Many at once: an array of {id, attributes}."],
    ["--out RESULTS.json", "Where their results go: an array of {id, ranking, excluded, first, alternative, changes}."],
  ],
  options: { json: { type: "boolean" }, cases: { type: "string" }, out: { type: "string" } },
  operands: [0, 1],
  async run(values, [file], io) {
    const cases = text(values, "cases");
    const out = text(values, "out");
    if (cases !== undefined) {
      if (file !== undefined || out === undefined) throw new UsageError("--cases CASES.json needs --out RESULTS.json, and no FILE.");
      return adviseCases(cases, out, io);
    }
    if (file === undefined || out !== undefined) throw new UsageError("Usage: strata advise FILE.json [--json], or strata advise --cases CASES.json --out RESULTS.json");
    const { value, source } = await readJson(file, io);
    const inner = isObject(value) && isObject(value["attributes"]) ? value["attributes"] : value;
    const { attributes, diagnostics } = readAnswers(inner, file);
    const code = report(diagnostics, { file, source, prefix: inner === value ? "" : "attributes" }, io);
    const advice = adviseOn(attributes);
    io.out(values["json"] === true ? `${JSON.stringify({ ...advice, diagnostics }, undefined, 2)}\n` : printed(advice));
    return code;
  },
};

async function adviseCases(file: string, out: string, io: CommandIo): Promise<ExitCode> {
  const { value, source } = await readJson(file, io);
  if (!Array.isArray(value)) throw new UsageError(`${file}: an array of {id, attributes} is wanted.`);
  let worst: ExitCode = 0;
  const results = value.map((item: unknown, index) => {
    if (!isObject(item) || typeof item["id"] !== "string" || !isObject(item["attributes"])) throw new UsageError(`${file}:${placeInJson(source, `[${index}]`).line}: [${index}] is not {id, attributes}.`);
    const { attributes, diagnostics } = readAnswers(item["attributes"], file);
    if (report(diagnostics, { file, source, prefix: `[${index}].attributes` }, io) === 1) worst = 1;
    return resultOf(item["id"], adviseOn(attributes));
  });
  await writeFile(out, `${JSON.stringify(results, undefined, 2)}\n`).catch((error: unknown) => { throw new UsageError(`${out}: cannot be written: ${reason(error)}`); });
  io.error(`${results.length} cases advised.\n`);
  return worst;
}

/** A case's result in the form of the results file. */
function resultOf(id: string, { ranking, excluded, first, alternative, changes }: Advice): object {
  return {
    id,
    ranking: ranking.map(({ technology }) => technology),
    excluded: excluded.flatMap(({ exclusions }) => exclusions).map(({ technology, rule, limit, source, seen, sentence, attribute }) => ({ target: technology, rule, limit, source, seen, sentence, attribute })),
    first,
    alternative: alternative?.technology ?? null,
    changes: changes.map(({ attribute, from, to, first: next, sentence }) => ({ attribute, from, to, first: next, sentence })),
  };
}

function readAnswers(value: unknown, file: string): { readonly attributes: Attributes; readonly diagnostics: readonly AnswerDiagnostic[] } {
  const read = readAttributes(value);
  if (!read.ok) throw new UsageError(`${file}: ${read.diagnostics[0]?.message ?? "these are no answers."}`);
  return read.value;
}

async function readJson(file: string, io: CommandIo): Promise<{ readonly value: unknown; readonly source: string }> {
  const source = await readText(file, io);
  try {
    return { value: JSON.parse(source), source };
  } catch (error) {
    throw new UsageError(`${file}: this is not JSON: ${reason(error)}`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function report(diagnostics: readonly AnswerDiagnostic[], { file, source, prefix }: { readonly file: string; readonly source: string; readonly prefix: string }, io: CommandIo): ExitCode {
  const placed = diagnostics.map((diagnostic) => {
    const path = [prefix, diagnostic.path].filter((part) => part !== "").join(".");
    return { ...diagnostic, place: { file, ...placeInJson(source, path) } };
  });
  return printDiagnostics(placed, io);
}

/** The advice for a person in a terminal. */
function printed({ sentence, ranking, excluded, alternative, changes, gaps, combination }: Advice): string {
  const label = (id: keyof typeof technologies): string => technologies[id].label;
  const places = ranking.flatMap(({ technology, place, score, terms, warnings }) => [
    `${place}. ${label(technology)}: ${score}`,
    ...place > 3 ? [] : terms.map((term) => `     ${term.value < 0 ? "" : "+"}${term.value}  ${term.label}${term.fit === undefined ? "" : ` (fit ${term.fit} of 5)`}: ${term.reason}${term.basis === "judgement" ? "" : ` [${term.basis}]`}`),
    ...warnings.map((warning) => `     warning ${warning.rule}: ${warning.sentence} [${warning.source}, seen ${warning.seen}]`),
  ]);
  const out = excluded.flatMap(({ technology, exclusions }) => exclusions.map(({ rule, sentence: why, source, seen, verified }) => `${label(technology)} (${rule}): ${why} [${source}, ${verified ? "seen" : "not verified,"} ${seen}]`));
  const parts = combination?.parts.map(({ technology, role, patterns, sync }) => `${label(technology)} as ${role}: patterns ${patterns.map((index) => index + 1).join(", ")}${sync === undefined ? "" : `; ${sync.method}: ${sync.sentence}`}`);
  return [
    sentence, ...alternative === null ? [] : [`Alternative: ${alternative.sentence}`], "", ...places,
    ...section("Excluded", out),
    ...section("What would change the answer", changes.map((change) => change.sentence)),
    ...section("Not known", gaps.map(({ label: name, assumption, couldBecome }) => `${name}: ${assumption}${couldBecome.length === 0 ? "" : ` Could lead to ${couldBecome.map(label).join(", ")}.`}`)),
    ...combination === null ? [] : section("As a combination", [combination.sentence, ...parts ?? []]), "",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `${title}:`, ...lines.map((line) => `  ${line}`)];
}
