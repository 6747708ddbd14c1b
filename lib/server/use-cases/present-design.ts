import type { DesignSummary } from "../../design/wire";
import type { DesignRecord } from "../store/catalog";

/** A design's record as the API shows it. */
export function presentDesign({ id, name, target, tables, release, createdAt, updatedAt }: DesignRecord): DesignSummary {
  return { id, name, target, tables, release, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
