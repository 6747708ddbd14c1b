import type { EvolutionGround, EvolutionKind, EvolutionProposal } from "../evolution";
import { addCheck } from "./add-check";
import { addForeignKey } from "./add-foreign-key";
import { addNotNull } from "./add-not-null";
import { addUnique } from "./add-unique";
import { changeType } from "./change-type";
import { dropColumn } from "./drop-column";
import { dropTable } from "./drop-table";
import { mergeColumns } from "./merge-columns";
import { moveColumn } from "./move-column";
import { oneToManyToMany } from "./one-to-many-to-many";
import { primaryKeyToBigint } from "./primary-key-to-bigint";
import { removeEnumValue } from "./remove-enum-value";
import { renameColumn } from "./rename-column";
import { renameTable } from "./rename-table";
import { splitColumn } from "./split-column";

/** All breaking changes that can be carried without breaking the application, in the order people are offered them. */
export const evolutionKinds: readonly EvolutionKind[] = [
  renameColumn,
  renameTable,
  splitColumn,
  mergeColumns,
  changeType,
  addNotNull,
  addUnique,
  addForeignKey,
  addCheck,
  dropColumn,
  dropTable,
  primaryKeyToBigint,
  moveColumn,
  removeEnumValue,
  oneToManyToMany,
];

/** The kind with an id; undefined when there is none. */
export function findEvolutionKind(id: string): EvolutionKind | undefined {
  return evolutionKinds.find((kind) => kind.id === id);
}

/** What of the way from base to goal evolutions can carry; one difference may be offered by several kinds. */
export function proposeEvolutions(ground: EvolutionGround): readonly EvolutionProposal[] {
  return evolutionKinds.flatMap((kind) => kind.propose(ground));
}
