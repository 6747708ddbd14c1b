import { toEntries } from "../../design/to-entries";
import type { DesignSummary, NewDesign } from "../../design/wire";
import { emptySchema } from "../../model";
import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { done, failed, type Outcome } from "./outcome";
import { presentDesign } from "./present-design";
import { storeNewDesign } from "./store-new-design";

/** Makes a design: blank, from a template, or from a schema that an import gave. */
export async function createDesign(services: Services, owner: Owner, { name, target, source }: NewDesign): Promise<Outcome<DesignSummary>> {
  if (source !== undefined) return failed("unsupported", "source-unsupported", "Only blank designs can be made yet.");
  const entries = toEntries(emptySchema, undefined, { name, target });
  return done(presentDesign(await storeNewDesign(services, owner, { name, target, entries })));
}
