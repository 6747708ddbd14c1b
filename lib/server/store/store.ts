import type { Catalog } from "./catalog";
import type { DesignLog } from "./design-log";
import type { SqlDriver } from "./driver";

/** Everything the studio keeps. Calls reject with StoreFailure for what a person can mend. */
export interface Store {
  readonly catalog: Catalog;
  readonly log: DesignLog;
  /** For backup and tests. */
  readonly driver: SqlDriver;
  /** The StoreFailure an error of one of these calls stands for, or the error itself when it is a bug. */
  explain(error: unknown): unknown;
  close(): Promise<void>;
}
