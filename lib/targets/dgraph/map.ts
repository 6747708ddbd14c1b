import type { Diagnostic } from "../../model";
import type { Mapped, NativeInput } from "../native/native";
import { Decisions } from "../native/choose";
import { checkLimits } from "./limits";
import type { DgraphModel } from "./model";
import { makePicture } from "./picture";
import { planPatterns } from "./plans";
import { makeShape } from "./shape";
import { loss } from "./types";

/** The types and edges of the entities. */
export function map(input: NativeInput): Omit<Mapped, "model"> & { readonly model: DgraphModel } {
  const decisions = new Decisions(input);
  const diagnostics: Diagnostic[] = [];
  const { model, roles } = makeShape(input, decisions, diagnostics);
  for (const { table } of roles.facts.values()) {
    if (roles.roles.get(table.id) === "out") continue;
    for (const column of table.columns) {
      const lost = loss(column.type);
      if (lost !== undefined) diagnostics.push({ code: "dgraph-type-loss", severity: "info", message: `${table.name}.${column.name}: ${lost}.`, place: { objectId: column.id } });
    }
  }
  diagnostics.push(...checkLimits(model, roles, input));
  return { model, decisions: decisions.made, diagnostics, picture: makePicture(model), plans: planPatterns({ model, roles, input }) };
}
