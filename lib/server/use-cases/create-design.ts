import { importLayout } from "../../design/import-layout";
import { usageOf } from "../../design/import-usage";
import { findTemplate } from "../../design/templates";
import { toEntries } from "../../design/to-entries";
import { importExpired, type DesignSummary, type NewDesign } from "../../design/wire";
import type { Entries } from "../../design/design";
import { readSchemaFile } from "../../import/json/import-json";
import { emptySchema } from "../../model";
import { findTarget } from "../../targets/registry";
import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { adoptMigrations } from "./adopt-migrations";
import { done, failed, type Outcome } from "./outcome";
import { presentDesign } from "./present-design";
import { storeNewDesign } from "./store-new-design";

/** Makes a design: blank, from a template, from a schema that an import gave, or from an import that is kept. */
export async function createDesign(services: Services, owner: Owner, request: NewDesign): Promise<Outcome<DesignSummary>> {
  const { name, target, source } = request;
  if (source?.kind === "import") {
    const prepared = await services.imports.find(owner.user.id, source.id);
    if (prepared === undefined) return failed("not-found", importExpired, "What was read is not kept any longer. Read the text again.");
    if (prepared.target !== target) return failed("invalid", "import-of-another-target", `This was read for ${prepared.target}. Read the text again for ${target}.`);
    const entries = entriesFor({ name, target });
    if (!entries.ok) return entries;
    // The first design of an import has its id, so that a browser can prepare for its page while somebody looks at what was found.
    const design = await storeNewDesign(services, owner, { name, target, entries: entries.value, prepared, ...(services.imports.claim(source.id) ? { id: source.id } : {}) });
    if (prepared.adopted === undefined) return done(presentDesign(design));
    await adoptMigrations(services, owner, design, findTarget(target)?.versions[0]?.id ?? "", prepared.adopted);
    return done(presentDesign((await services.store.catalog.findDesign(design.id)) ?? design));
  }
  const entries = entriesFor({ name, target, source });
  if (!entries.ok) return entries;
  return done(presentDesign(await storeNewDesign(services, owner, { name, target, entries: entries.value })));
}

type Source = Exclude<NewDesign["source"], { readonly kind: "import" }>;

function entriesFor({ name, target: targetId, source }: Pick<NewDesign, "name" | "target"> & { readonly source?: Source }): Outcome<Entries> {
  const target = findTarget(targetId);
  if (target === undefined) return failed("unsupported", "target-not-built", `Strata cannot make designs for ${targetId} yet.`);
  const settings = { name, target: targetId, targetVersion: target.versions[0]?.id ?? "" };
  if (source === undefined) return done(toEntries(emptySchema, undefined, settings));
  if (source.kind === "template") {
    const template = findTemplate(source.id);
    return template === undefined
      ? failed("not-found", "template-not-found", `There is no template ${source.id}.`)
      : done(new Map([...template.build(target), ...toEntries(emptySchema, undefined, settings)]));
  }
  // The schema went through the browser, so it is read as strictly as a file.
  const read = readSchemaFile(JSON.stringify(source.schema) ?? "");
  if (!read.ok) return failed("invalid", "schema-invalid", read.diagnostics[0]?.message ?? "The schema cannot be read.");
  const { schema } = read.value;
  return done(toEntries(schema, importLayout(schema, targetId, source), settings, source.usage?.patterns, usageOf(source.usage)));
}
