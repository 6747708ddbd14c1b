import type { EditCommand } from "../command";
import { addCheck, setCheck } from "./add-check";
import { addColumn } from "./add-column";
import { addEnum, renameEnum, setEnum } from "./add-enum";
import { addForeignKey } from "./add-foreign-key";
import { addGroup, moveToGroup, setGroup } from "./add-group";
import { addIndex, setIndex } from "./add-index";
import { addManyToMany } from "./add-many-to-many";
import { addNote, setNote } from "./add-note";
import { addObject, setObject } from "./add-object";
import { addPattern, addPatterns, duplicatePattern, movePattern, setPattern } from "./add-pattern";
import { addStore, setStore } from "./add-store";
import { addTable } from "./add-table";
import { addUnique } from "./add-unique";
import { connect } from "./connect-columns";
import { deleteColumn, deleteGroup, deleteNote, deleteRecords, deleteTable } from "./delete-records";
import { moveColumn } from "./move-column";
import { moveRecords } from "./move-records";
import { duplicateTables, paste } from "./paste";
import { renameColumn } from "./rename-column";
import { renameTable } from "./rename-table";
import { retypeColumn, setColumn, toggleNullable } from "./set-column";
import { addAdvisedIndex } from "./add-advised-index";
import { applyAdvice } from "./apply-advice";
import { setAnswer } from "./set-answer";
import { setRule } from "./set-rule";
import { addEnumValue, removeEnumValue, renameEnumValue } from "./set-enum-value";
import { setForm } from "./set-form";
import { setForeignKey } from "./set-foreign-key";
import { setLoad } from "./set-load";
import { setMappingChoice } from "./set-mapping-choice";
import { setPrimaryKey, togglePrimaryKey } from "./set-primary-key";
import { setSettings } from "./set-settings";
import { setTable } from "./set-table";
import { setUnique } from "./set-unique";
import { setEvolution, startEvolution } from "./start-evolution";
import { switchTarget, switchTargetLosses } from "./switch-target";

export {
  addCheck, addColumn, addEnum, addEnumValue, addForeignKey, addGroup, addIndex, addManyToMany, addNote, addObject, addPattern, addPatterns, addStore, addTable, addUnique, connect, deleteColumn,
  deleteGroup, deleteNote, deleteRecords, deleteTable, duplicatePattern, duplicateTables, moveColumn, movePattern, moveRecords, moveToGroup, paste, removeEnumValue, renameColumn, renameEnum, renameEnumValue,
  addAdvisedIndex, applyAdvice, setRule, renameTable, retypeColumn, setAnswer, setCheck, setColumn, setEnum, setEvolution, setForeignKey, setForm, setGroup, setIndex, setLoad, setMappingChoice, setNote, setObject, setPattern, setPrimaryKey, setSettings, setStore, setTable, setUnique, startEvolution,
  switchTarget, switchTargetLosses, toggleNullable, togglePrimaryKey,
};

/** Every edit command, in the order of menus. Those with `menu` can be offered as they are; the others need parameters from a panel. */
export const commands: readonly EditCommand<unknown>[] = [
  addTable, addColumn, addNote, addEnum, addGroup, addManyToMany, duplicateTables, paste, togglePrimaryKey, toggleNullable, addUnique, addIndex,
  renameTable, renameColumn, retypeColumn, moveColumn, setColumn, setTable, setPrimaryKey, setUnique, connect, addForeignKey, setForeignKey, addCheck, setCheck, setIndex,
  renameEnum, setEnum, addEnumValue, renameEnumValue, removeEnumValue, addObject, setObject, setGroup, moveToGroup, setNote, addPattern, addPatterns, setPattern, duplicatePattern, movePattern, setLoad, setAnswer, setRule, addAdvisedIndex, applyAdvice, setMappingChoice, addStore, setStore, startEvolution, setEvolution, setForm, setSettings, switchTarget, moveRecords,
  deleteTable, deleteColumn, deleteGroup, deleteNote, deleteRecords,
];
