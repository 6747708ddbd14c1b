import type { ModellingRule } from "../rule";
import { copiedColumn } from "./copied-column";
import { deletedRowsInIndex } from "./deleted-rows-in-index";
import { deletedRowsInUnique } from "./deleted-rows-in-unique";
import { enumOrLookup } from "./enum-or-lookup";
import { growingCollection } from "./growing-collection";
import { hotRow } from "./hot-row";
import { moneyInFloat } from "./money-in-float";
import { movingPredicate } from "./moving-predicate";
import { nPlusOne } from "./n-plus-one";
import { nullableInUnique } from "./nullable-in-unique";
import { numberRunsOut } from "./number-runs-out";
import { optionalParent } from "./optional-parent";
import { paddedText } from "./padded-text";
import { patternWithoutIndex } from "./pattern-without-index";
import { reservedName } from "./reserved-name";
import { tableWithoutKey } from "./table-without-key";
import { timeWithoutZone } from "./time-without-zone";
import { wideRow } from "./wide-row";

/** All modelling rules; what matters most first. */
export const modellingRules: readonly ModellingRule[] = [
  numberRunsOut, movingPredicate, tableWithoutKey, moneyInFloat, timeWithoutZone, patternWithoutIndex, hotRow, nPlusOne, growingCollection, deletedRowsInUnique, nullableInUnique,
  wideRow, enumOrLookup, deletedRowsInIndex, optionalParent, copiedColumn, paddedText, reservedName,
];
