import type { Diagnostic } from "../../model";
import type { Mapped, NativeInput } from "../native/native";
import { makeChecks } from "./checks";
import { makeConstraints, SchemaNames, settleNames } from "./constraints";
import { Decisions } from "../native/choose";
import { decideTypeChecks } from "./decide";
import { makeIndexes } from "./indexes";
import { checkLimits } from "./limits";
import { loss } from "./types";
import type { Neo4jModel } from "./model";
import { makePicture } from "./picture";
import { planPatterns } from "./plans";
import { makeShape } from "./shape";
import { editionOf } from "./versions";

/** The graph of the entities. */
export function map(input: NativeInput): Omit<Mapped, "model"> & { readonly model: Neo4jModel } {
  const decisions = new Decisions(input);
  const diagnostics: Diagnostic[] = [];
  const edition = editionOf(input.version);
  const shape = makeShape(input, decisions, diagnostics);
  const { nodes, relationships } = shape;
  const typed = new Set([...nodes, ...relationships.filter(({ junction, properties }) => junction && properties.length > 0)].flatMap(({ id }) => {
    const table = input.schema.tables.find((candidate) => candidate.id === id);
    return table !== undefined && decideTypeChecks(table, edition, decisions) ? [id] : [];
  }));
  const names = new SchemaNames();
  const constraints = settleNames(makeConstraints(nodes, relationships, edition, typed, input, names), input.released);
  const indexes = settleNames(makeIndexes(nodes, relationships, constraints, input, names, diagnostics), input.released);
  const model: Neo4jModel = { kind: "neo4j", edition, nodes, relationships, constraints, indexes, checks: makeChecks(nodes, relationships, edition, input, diagnostics) };
  for (const { table } of shape.roles.facts.values()) {
    if (shape.roles.roles.get(table.id) === "out") continue;
    for (const column of table.columns) {
      const lost = loss(column.type);
      if (lost !== undefined) diagnostics.push({ code: "neo4j-type-loss", severity: "info", message: `${table.name}.${column.name}: ${lost}.`, place: { objectId: column.id } });
    }
  }
  for (const object of input.schema.objects) diagnostics.push({ code: "neo4j-object-lost", severity: "info", message: `${object.kind} ${object.name} has no counterpart in a graph.`, place: { objectId: object.id } });
  diagnostics.push(...checkLimits(shape, constraints, indexes, input));
  return { model, decisions: decisions.made, diagnostics, picture: makePicture(model), plans: planPatterns({ shape, constraints, indexes, edition, input }) };
}
