import { basename } from "node:path";
import { buildScene, arrange, svgOfScene } from "../export/diagram";
import { findFormat, type DocumentInput } from "../export";
import type { Schema } from "../model";
import type { ChosenTarget } from "./chosen-target";

/** What export formats are given when there is a schema and no design around it. */
export function documentOf(schema: Schema, { target, version }: ChosenTarget, file: string): DocumentInput {
  return { name: basename(file).replace(/\.[^.]+$/, ""), target, version, rationale: "", schema, migrations: [], patterns: [] };
}

/** The schema as a file of Strata's own JSON. */
export function schemaJson(schema: Schema, chosen: ChosenTarget): string {
  const json = findFormat("json");
  if (json === undefined) throw new Error("The JSON format is gone from the registry");
  return json.write(documentOf(schema, chosen, "schema"));
}

/** The schema as a picture, arranged by itself. */
export function schemaSvg(schema: Schema, { target }: ChosenTarget, file: string): string {
  const input = {
    schema, positions: new Map(), groups: [], groupOf: new Map(), notes: [],
    typeText: (type: Schema["tables"][number]["columns"][number]["type"]) => target.types.print(type, schema),
  };
  const positions = arrange(buildScene(input));
  return svgOfScene(buildScene({ ...input, positions }), { label: `Diagram of ${basename(file)}` });
}
