import type { CollaborationServer } from "./collaboration/collaboration-server";
import type { FirstPictures } from "./collaboration/first-pictures";
import type { Owner } from "./store/catalog";
import type { Store } from "./store/store";
import type { KeptImports } from "./use-cases/kept-imports";
import type { WorkerPool } from "./workers/pool";

/** What the server process built once (compose.ts) and use cases work with. */
export interface Services {
  readonly version: string;
  readonly store: Store;
  readonly collaboration: CollaborationServer;
  /** What a browser draws of a large design before it has the document. */
  readonly firstPictures: FirstPictures;
  /** For import and proof. */
  readonly workers: WorkerPool;
  /** What imports found, until a design is made of it. */
  readonly imports: KeptImports;
  /** Until there are accounts, everybody is this one. */
  owner(): Promise<Owner>;
}

declare global {
  // The one handover between the two bundles.
  var strataServices: Services | undefined;
}

/**
 * Next bundles its handlers apart from the server, so a module-level variable would exist twice. This typed slot on
 * globalThis is the one handover: the server fills it, handlers read it.
 */
export function provideServices(provided: Services): void {
  globalThis.strataServices = provided;
}

export function services(): Services {
  if (globalThis.strataServices === undefined) throw new Error("The services are not there: handlers run inside Strata's own server (npm start)");
  return globalThis.strataServices;
}
