import type { LintRule } from "../rule";
import { addingExclusionConstraint } from "./adding-exclusion-constraint";
import { addingFieldWithDefault } from "./adding-field-with-default";
import { addingForeignKeyConstraint } from "./adding-foreign-key-constraint";
import { addingNotNullableField } from "./adding-not-nullable-field";
import { addingRequiredField } from "./adding-required-field";
import { addingSerialColumn } from "./adding-serial-column";
import { addingSerialPrimaryKeyField } from "./adding-serial-primary-key-field";
import { alteringTableTwice } from "./altering-table-twice";
import { attachPartitionWithoutCheck } from "./attach-partition-without-check";
import { banAlterDomainWithAddConstraint } from "./ban-alter-domain-with-add-constraint";
import { banCharField } from "./ban-char-field";
import { banConcurrentIndexCreationInTransaction } from "./ban-concurrent-index-creation-in-transaction";
import { banCreateDomainWithConstraint } from "./ban-create-domain-with-constraint";
import { banDropCascade } from "./ban-drop-cascade";
import { banDropColumn } from "./ban-drop-column";
import { banDropDatabase } from "./ban-drop-database";
import { banDropNotNull } from "./ban-drop-not-null";
import { banDropTable } from "./ban-drop-table";
import { banDuplicateColumnAssignments } from "./ban-duplicate-column-assignments";
import { banTruncate } from "./ban-truncate";
import { banTruncateCascade } from "./ban-truncate-cascade";
import { banUncommittedTransaction } from "./ban-uncommitted-transaction";
import { changingColumnType } from "./changing-column-type";
import { constraintMissingNotValid } from "./constraint-missing-not-valid";
import { createPartitionOf } from "./create-partition-of";
import { creatingEnum } from "./creating-enum";
import { disallowedUniqueConstraint } from "./disallowed-unique-constraint";
import { domainSetNotNull } from "./domain-set-not-null";
import { enumValueUsedInTransaction } from "./enum-value-used-in-transaction";
import { foreignKeyWithoutIndex } from "./foreign-key-without-index";
import { identifierTooLong } from "./identifier-too-long";
import { lockingSeveralTables } from "./locking-several-tables";
import { mysqlAlgorithmNotStated } from "./mysql-algorithm-not-stated";
import { mysqlCopyingAlter } from "./mysql-copying-alter";
import { mysqlDdlCommits } from "./mysql-ddl-commits";
import { mysqlDropPrimaryKey } from "./mysql-drop-primary-key";
import { mysqlForeignKey } from "./mysql-foreign-key";
import { mysqlIgnoredReferences } from "./mysql-ignored-references";
import { mysqlImplicitDefault } from "./mysql-implicit-default";
import { mysqlLockWaitTimeout } from "./mysql-lock-wait-timeout";
import { mysqlLockingIndex } from "./mysql-locking-index";
import { mysqlModifyDropsAttributes } from "./mysql-modify-drops-attributes";
import { mysqlStorage } from "./mysql-storage";
import { preferBigintOverInt } from "./prefer-bigint-over-int";
import { preferBigintOverSmallint } from "./prefer-bigint-over-smallint";
import { preferIdentity } from "./prefer-identity";
import { preferJsonb } from "./prefer-jsonb";
import { preferRepack } from "./prefer-repack";
import { preferRobustStmts } from "./prefer-robust-stmts";
import { preferTextField } from "./prefer-text-field";
import { preferTimestampTz } from "./prefer-timestamp-tz";
import { primaryKeyOfNullableColumn } from "./primary-key-of-nullable-column";
import { refreshingMaterializedView } from "./refreshing-materialized-view";
import { renamingColumn } from "./renaming-column";
import { renamingEnumValue } from "./renaming-enum-value";
import { renamingTable } from "./renaming-table";
import { requireConcurrentIndexCreation } from "./require-concurrent-index-creation";
import { requireConcurrentIndexDeletion } from "./require-concurrent-index-deletion";
import { requireConcurrentPartitionDetach } from "./require-concurrent-partition-detach";
import { requireConcurrentReindex } from "./require-concurrent-reindex";
import { requireEnumValueOrdering } from "./require-enum-value-ordering";
import { requireLockTimeout } from "./require-lock-timeout";
import { requireStatementTimeout } from "./require-statement-timeout";
import { requireTableSchema } from "./require-table-schema";
import { rewritingTable } from "./rewriting-table";
import { rowSecurityWithoutPolicy } from "./row-security-without-policy";
import { sqliteAddColumnRefused } from "./sqlite-add-column-refused";
import { sqliteAlterRefused } from "./sqlite-alter-refused";
import { sqliteDropColumnRefused } from "./sqlite-drop-column-refused";
import { sqlitePragmaInTransaction } from "./sqlite-pragma-in-transaction";
import { sqliteRebuildDeletesChildren } from "./sqlite-rebuild-deletes-children";
import { sqliteRebuildLosesObjects } from "./sqlite-rebuild-loses-objects";
import { sqliteRebuildRenamesFirst } from "./sqlite-rebuild-renames-first";
import { sqliteRebuildUnchecked } from "./sqlite-rebuild-unchecked";
import { statementWhileLocked } from "./statement-while-locked";
import { tableWithoutPrimaryKey } from "./table-without-primary-key";
import { transactionNesting } from "./transaction-nesting";
import { updatingWholeTable } from "./updating-whole-table";

/** Every rule, by code. A new one adds its two lines here. */
export const rules: readonly LintRule[] = [
  addingExclusionConstraint,
  addingFieldWithDefault,
  addingForeignKeyConstraint,
  addingNotNullableField,
  addingRequiredField,
  addingSerialColumn,
  addingSerialPrimaryKeyField,
  alteringTableTwice,
  attachPartitionWithoutCheck,
  banAlterDomainWithAddConstraint,
  banCharField,
  banConcurrentIndexCreationInTransaction,
  banCreateDomainWithConstraint,
  banDropCascade,
  banDropColumn,
  banDropDatabase,
  banDropNotNull,
  banDropTable,
  banDuplicateColumnAssignments,
  banTruncate,
  banTruncateCascade,
  banUncommittedTransaction,
  changingColumnType,
  constraintMissingNotValid,
  createPartitionOf,
  creatingEnum,
  disallowedUniqueConstraint,
  domainSetNotNull,
  enumValueUsedInTransaction,
  foreignKeyWithoutIndex,
  identifierTooLong,
  lockingSeveralTables,
  mysqlAlgorithmNotStated,
  mysqlCopyingAlter,
  mysqlDdlCommits,
  mysqlDropPrimaryKey,
  mysqlForeignKey,
  mysqlIgnoredReferences,
  mysqlImplicitDefault,
  mysqlLockWaitTimeout,
  mysqlLockingIndex,
  mysqlModifyDropsAttributes,
  mysqlStorage,
  preferBigintOverInt,
  preferBigintOverSmallint,
  preferIdentity,
  preferJsonb,
  preferRepack,
  preferRobustStmts,
  preferTextField,
  preferTimestampTz,
  primaryKeyOfNullableColumn,
  refreshingMaterializedView,
  renamingColumn,
  renamingEnumValue,
  renamingTable,
  requireConcurrentIndexCreation,
  requireConcurrentIndexDeletion,
  requireConcurrentPartitionDetach,
  requireConcurrentReindex,
  requireEnumValueOrdering,
  requireLockTimeout,
  requireStatementTimeout,
  requireTableSchema,
  rewritingTable,
  rowSecurityWithoutPolicy,
  sqliteAddColumnRefused,
  sqliteAlterRefused,
  sqliteDropColumnRefused,
  sqlitePragmaInTransaction,
  sqliteRebuildDeletesChildren,
  sqliteRebuildLosesObjects,
  sqliteRebuildRenamesFirst,
  sqliteRebuildUnchecked,
  statementWhileLocked,
  tableWithoutPrimaryKey,
  transactionNesting,
  updatingWholeTable,
];
