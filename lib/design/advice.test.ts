import { describe, expect, it } from "vitest";
import { advise, technologies } from "../advisor";
import { designDocument } from "../export/formats/design-document";
import { designDocumentHtml } from "../export/formats/design-document-html";
import { builtTargets, findTarget } from "../targets/registry";
import { designAttributes, documentChoice, isAgainstRanking, kindAnswer, pickedKinds, proposeRationale, proposeVersion } from "./advice";
import { addPattern, setAnswer, setSettings, switchTarget } from "./commands";
import { documentInput } from "./document-input";
import { findTemplate, templates } from "./templates";
import { TestEditor } from "./testing/editor";

const [target] = builtTargets;
if (target === undefined) throw new Error("No target is built");

describe("advice on a design", () => {
  it("says nothing of a choice while nothing was said to choose by", () => {
    const editor = new TestEditor();
    expect(documentChoice(editor.design)).toBeUndefined();
    expect(designDocument.write(documentInput(editor.design, target, []))).not.toContain("Ranking");
  });

  it("reckons with kinds picked in the wizard as with patterns, by their weight, behind the design's own", () => {
    const editor = new TestEditor();
    editor.run(addPattern, { name: "Own", operation: "get" });
    editor.run(setAnswer, { attribute: kindAnswer("traverse"), answer: 5 });
    editor.run(setAnswer, { attribute: kindAnswer("window"), answer: 2 });
    editor.run(setAnswer, { attribute: kindAnswer("rank"), answer: 40 });
    expect(pickedKinds(editor.design.workload).map(({ kind, weight }) => [kind, weight])).toEqual([["traverse", 5], ["window", 2]]);
    expect(designAttributes(editor.design).attributes.patterns?.map(({ kind }) => kind)).toEqual(["point", "traverse", "window"]);
    editor.run(setAnswer, { attribute: kindAnswer("traverse") });
    expect(designAttributes(editor.design).attributes.patterns?.map(({ kind }) => kind)).toEqual(["point", "window"]);
  });

  it.each(templates)("proposes a rationale for whatever is chosen of $title, and calls only the first in the ranking not against it", (template) => {
    const { design } = new TestEditor(template.build(target));
    const advice = advise(designAttributes(design).attributes);
    const best = advice.ranking[0]?.score ?? 0;
    for (const { technology, score } of advice.ranking) {
      expect(isAgainstRanking(advice, technology)).toBe(score < best);
      expect(proposeRationale(advice, technology)).toContain(technologies[technology].label);
    }
    for (const { technology, exclusions } of advice.excluded) {
      expect(isAgainstRanking(advice, technology)).toBe(true);
      expect(proposeRationale(advice, technology)).toContain(exclusions[0].sentence);
    }
  });

  it("puts the choice into the document: ranking, alternative, every exclusion with its source and date, gaps", () => {
    const template = findTemplate("shop");
    if (template === undefined) throw new Error("No shop");
    const editor = new TestEditor(template.build(target));
    const advice = advise(designAttributes(editor.design).attributes);
    const text = designDocument.write(documentInput(editor.design, target, []));
    const [choice = ""] = text.split("### Schema");
    for (const { exclusions } of advice.excluded) for (const { source, seen } of exclusions) expect(choice).toContain(`<${source}>, ${seen.replaceAll("-", "\\-")}`.replaceAll("\\", ""));
    for (const { technology } of advice.ranking) expect(choice).toContain(technologies[technology].label);
    expect(choice).toContain("What would change it");
    expect(choice).toContain("Not known, and assumed");
    expect(text).toContain("What is asked of them");
    expect(text).toContain("What is expected of the tables");
  });

  it("says in the document that it was decided against the ranking, with the reason, which stays text", () => {
    const template = findTemplate("shop");
    const sqlite = findTarget("sqlite");
    if (template === undefined || sqlite === undefined) throw new Error("No shop");
    const editor = new TestEditor(template.build(target));
    editor.run(switchTarget, { target: "sqlite" });
    const advice = advise(designAttributes(editor.design).attributes);
    expect(isAgainstRanking(advice, "sqlite")).toBe(true);
    expect(designDocument.write(documentInput(editor.design, sqlite, []))).toContain("Decided against the ranking: no reason given yet");
    editor.run(setSettings, { decidedAgainst: "One **box**, <script>alert(1)</script>" });
    expect(designDocument.write(documentInput(editor.design, sqlite, []))).toContain("Decided against the ranking: One \\*\\*box\\*\\*");
    const html = designDocumentHtml.write(documentInput(editor.design, sqlite, []));
    expect(html).toContain("One **box**");
    expect(html).not.toContain("<script>alert");
  });

  it("proposes the version of the edition that was answered, or that the answers need", () => {
    for (const [id, technology] of Object.entries(technologies)) {
      const built = builtTargets.find((each) => each.id === id);
      if (built === undefined) continue;
      const editor = new TestEditor();
      expect(built.versions.map((version) => version.id)).toContain(proposeVersion(built, editor.design, { ranking: [] }));
      for (const edition of technology.editions) {
        editor.run(setAnswer, { attribute: `editions.${id}`, answer: edition.id });
        const version = proposeVersion(built, editor.design, { ranking: [] });
        expect(version === edition.id || version?.split("-").includes(edition.id), `${id} ${edition.id}: ${version ?? ""}`).toBe(true);
      }
    }
  });
});
