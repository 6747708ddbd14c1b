import { createCollaborationServer } from "./collaboration/collaboration-server";
import { createCompactor } from "./collaboration/compaction";
import { createFirstPictures } from "./collaboration/first-pictures";
import { createGroupCommit } from "./collaboration/group-commit";
import type { Environment } from "./environment";
import type { Services } from "./services";
import type { DesignLog } from "./store/design-log";
import { migrationsDirectory } from "./store/migrations-directory";
import { openStore } from "./store/open-store";
import { createKeptImports } from "./use-cases/kept-imports";
import { compactJob, firstPictureJob } from "./workers/jobs";
import { createWorkerPool } from "./workers/pool";

export interface ServerFiles {
  /** The bundled workers/worker.ts. */
  readonly worker: string;
  readonly version: string;
  /** How long an edit waits for a store that is away, in milliseconds; absent: as group-commit.ts says. */
  readonly patience?: number;
}

/** The composition root: builds every service once. Rejects with StoreFailure. */
export async function composeServices(environment: Environment, files: ServerFiles): Promise<Services & { close(): Promise<void> }> {
  const store = await openStore({
    dataDirectory: environment.dataDirectory,
    migrations: migrationsDirectory(),
    ...(environment.databaseUrl === undefined ? {} : { databaseUrl: environment.databaseUrl }),
  });
  const workers = createWorkerPool(files.worker, { workers: 2, heapMegabytes: 1_024, queue: 16, idleLimit: 10 * 60_000 });
  // Compaction has a worker of its own: it must not wait behind somebody's import.
  const background = createWorkerPool(files.worker, { workers: 1, heapMegabytes: 1_024, queue: 1_000, idleLimit: 60_000 });
  const compactor = createCompactor(store.log, (input) => background.run(compactJob, input, { timeLimit: 60_000 }));
  const firstPictures = createFirstPictures(store.log, (input) => background.run(firstPictureJob, input, { timeLimit: 60_000 }));
  const log: Pick<DesignLog, "append"> = {
    async append(entries) {
      await store.log.append(entries);
      for (const { designId } of entries) firstPictures.written(designId);
    },
  };
  let owner: ReturnType<typeof store.catalog.localOwner> | undefined;
  const localOwner = () => {
    owner ??= store.catalog.localOwner().catch((error: unknown) => {
      owner = undefined;
      throw error;
    });
    return owner;
  };
  const collaboration = createCollaborationServer({
    store, compactor, firstPictures,
    commit: createGroupCommit(log, files.patience),
    identify: async () => ({ userId: (await localOwner()).user.id }),
  });
  return {
    version: files.version, store, collaboration, workers, firstPictures, imports: createKeptImports(),
    owner: localOwner,
    async close() {
      await collaboration.close();
      await Promise.all([workers.close(), background.close()]);
      await store.close();
    },
  };
}
