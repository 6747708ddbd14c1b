import type { Store } from "./store";
import { openSqliteStore } from "./sqlite/store";
import { openPostgresStore } from "./postgresql/store";

export interface StoreLocation {
  /** Directory of the embedded store. */
  readonly dataDirectory: string;
  /** `postgresql://...`: the store is there instead. */
  readonly databaseUrl?: string;
  /** Directory with the studio's own migrations, prisma/migrations. */
  readonly migrations: string;
}

/** Opens the store where the environment says it is. Rejects with StoreFailure. */
export function openStore(location: StoreLocation): Promise<Store> {
  return location.databaseUrl === undefined
    ? openSqliteStore(location.dataDirectory, location.migrations)
    : openPostgresStore(location.databaseUrl, location.migrations);
}
