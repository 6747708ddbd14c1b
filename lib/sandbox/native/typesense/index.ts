import { isJsonObject } from "../../../model";
import type { NativeSandbox } from "../native-sandbox";
import { Refusal } from "./refusal";
import { Server } from "./server";

/** An account of collections, aliases and documents by Typesense's documented rules: its server comes only as a binary or an image. */
export async function openTypesense(version: string): Promise<NativeSandbox> {
  let server = new Server(version);
  return {
    engine: `Documented rules of Typesense ${version}`, fidelity: "grammar",
    missing: "No Typesense was at hand: words were not indexed and searches not run. Against a server: node run.mjs <migration>, up, --down and up again.",
    async run(command) {
      let read: unknown;
      try {
        read = JSON.parse(command);
      } catch {
        return { ok: false, message: "The command is not JSON" };
      }
      if (!isJsonObject(read)) return { ok: false, message: "A command is an object" };
      const { method, path, body, copy } = read;
      try {
        if (isJsonObject(copy)) server.copy(copy);
        else if (typeof method === "string" && typeof path === "string") server.perform(method, path, body);
        else return { ok: false, message: "A command has a method and a path, or is a copy" };
        return { ok: true };
      } catch (error) {
        if (error instanceof Refusal) return { ok: false, message: error.message };
        throw error;
      }
    },
    catalog: async () => server.catalog(),
    contents: async () => server.contents(),
    async reset() {
      server = new Server(version);
    },
    async close() {},
  };
}
