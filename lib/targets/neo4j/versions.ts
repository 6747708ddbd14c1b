import type { TargetVersion } from "../target";
import type { Edition } from "./model";

/** Releases and editions: what may be constrained depends on the edition, which language is the default on the release. */
export const versions: readonly [TargetVersion, ...TargetVersion[]] = [
  { id: "2026-enterprise", label: "Neo4j 2026 Enterprise" },
  { id: "2026-community", label: "Neo4j 2026 Community" },
  { id: "5.26-enterprise", label: "Neo4j 5.26 LTS Enterprise" },
  { id: "5.26-community", label: "Neo4j 5.26 LTS Community" },
];

/** An unknown version is read as the more restricted edition. */
export function editionOf(version: string): Edition {
  return version.endsWith("enterprise") ? "enterprise" : "community";
}
