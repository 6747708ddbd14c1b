import type { beforeHandleAwarenessPayload, Extension, onDisconnectPayload } from "@hocuspocus/server";
import { presenceLimit } from "./limits";

/** Keeps presence small and honest: a client speaks for its own awareness id only, in at most 4 KB. */
export function presenceGuard(): Extension {
  /** Socket that owns an awareness id, per document. */
  const owners = new Map<string, Map<number, string>>();
  return {
    extensionName: "presence-guard",

    async beforeHandleAwareness({ documentName, socketId, states }: beforeHandleAwarenessPayload) {
      const own = owners.get(documentName) ?? new Map<number, string>();
      owners.set(documentName, own);
      for (const [client, state] of [...states]) {
        const owner = own.get(client);
        if ((owner !== undefined && owner !== socketId) || JSON.stringify(state).length > presenceLimit || !mayClaim(own, client, socketId)) states.delete(client);
        else own.set(client, socketId);
      }
    },

    async onDisconnect({ documentName, socketId, clientsCount }: onDisconnectPayload) {
      const own = owners.get(documentName);
      if (own === undefined) return;
      for (const [client, owner] of own) if (owner === socketId) own.delete(client);
      if (clientsCount === 0 || own.size === 0) owners.delete(documentName);
    },
  };
}

/** A tab has one awareness id per document; a few more are allowed for tabs that share a socket. */
function mayClaim(own: ReadonlyMap<number, string>, client: number, socketId: string): boolean {
  if (own.get(client) === socketId) return true;
  let claimed = 0;
  for (const owner of own.values()) if (owner === socketId) claimed++;
  return claimed < 8;
}
