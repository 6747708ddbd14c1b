import type { beforeSyncPayload, beforeHandleMessagePayload, Extension } from "@hocuspocus/server";
import * as Y from "yjs";
import type { GroupCommit } from "./group-commit";
import { createBucket, messageRate, policyViolation, tryAgainLater, updateLimit } from "./limits";

/** Who is behind a connection. */
export interface CollaboratorContext {
  readonly userId?: string;
}

/** y-protocols/sync: 0 asks, 1 answers with what the other lacks, 2 is an edit. */
const syncStep1 = 0;

/**
 * Writes every edit to the log before it is applied, acknowledged or sent to others: `beforeSync` is the only hook that
 * Hocuspocus awaits for that (4.7). It also runs for read-only connections, whose edits are dropped later, so they are not logged.
 */
export function writeAhead(commit: GroupCommit): Extension<CollaboratorContext> {
  const buckets = new WeakMap<object, ReturnType<typeof createBucket>>();
  return {
    extensionName: "write-ahead",

    async beforeHandleMessage({ connection }: beforeHandleMessagePayload<CollaboratorContext>) {
      const bucket = buckets.get(connection) ?? createBucket(messageRate);
      buckets.set(connection, bucket);
      if (bucket.take()) return;
      connection.webSocket.close(tryAgainLater, "Too many messages");
      throw new Refused("Too many messages");
    },

    async beforeSync({ type, payload, connection, documentName }: beforeSyncPayload<CollaboratorContext>) {
      if (type === syncStep1 || connection.readOnly || isEmptyUpdate(payload)) return;
      const reason = refusal(payload);
      if (reason !== undefined) {
        connection.webSocket.close(policyViolation, reason);
        throw new Refused(reason);
      }
      const { userId } = connection.context;
      try {
        // Copied: the payload is a window into the message's buffer.
        await commit.append({ designId: documentName, update: payload.slice(), ...(userId === undefined ? {} : { userId }) });
      } catch (error) {
        // Closing only the document's channel would leave this client connected and silently out of step for ever.
        connection.webSocket.close(tryAgainLater, "The store does not answer");
        throw new Refused(`The store does not answer: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

class Refused extends Error {
  override readonly name = "Refused";
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** An update that says nothing: no structs, no deletions. */
function isEmptyUpdate(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0;
}

function refusal(update: Uint8Array): string | undefined {
  if (update.byteLength > updateLimit) return "The edit is larger than 4 MB";
  try {
    Y.decodeUpdate(update);
    return undefined;
  } catch {
    return "The edit is damaged";
  }
}
