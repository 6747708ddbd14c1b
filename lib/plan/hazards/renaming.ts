import type { HazardRule } from "./hazard-rule";

/** Names that running code still uses. */
export const renaming: HazardRule = (operation) => {
  if (operation.verb !== "rename" || !operation.subject.filled) return [];
  const { name } = operation.subject;
  if (operation.kind === "table") {
    return [{ code: "rename-table-breaks-code", kind: "breaking", severity: "warning", message: `Code that still uses the name ${name} fails at once.`, safeAlternative: "Rename and create an updatable view under the old name in one transaction; drop the view in a later release.", remedy: "expand and contract" }];
  }
  if (operation.kind === "column") {
    return [{ code: "rename-column-breaks-code", kind: "breaking", severity: "warning", message: `Code that still uses the name ${name} fails at once.`, safeAlternative: "Add the new column, keep both in step with a trigger, switch the code, drop the old one.", remedy: "expand and contract" }];
  }
  return operation.kind === "enum" ? [{ code: "rename-enum-breaks-code", kind: "breaking", severity: "warning", message: `Code that casts to ${name} fails at once.` }] : [];
};
