import { serverAddress } from "../../servers";
import type { NativeSandbox } from "../native-sandbox";
import { fluxChecker } from "./flux-checker";
import { perform, type Rules } from "./perform";
import { Refusal } from "./refusal";
import { openLineProtocolServer } from "./server";
import { Store } from "./store";

const names: Readonly<Record<string, string>> = { "3-core": "InfluxDB 3 Core", "3-enterprise": "InfluxDB 3 Enterprise", "2": "InfluxDB 2" };
/** Databases, tables, columns with time. */
const limits: Readonly<Record<string, readonly [number, number, number]>> = { "3-core": [5, 2000, 500], "3-enterprise": [100, 10_000, 500], "2": [Infinity, Infinity, Infinity] };

/**
 * An account of databases, tables and points by the documented rules of an edition. Line protocol is read by a real InfluxDB 1.x too where
 * STRATA_INFLUXDB_URL names one, and Flux by the vendor's checker where it is at hand.
 */
export async function openInfluxdb(edition: string): Promise<NativeSandbox> {
  const address = serverAddress("influxdb");
  const server = address === undefined ? undefined : await openLineProtocolServer(address);
  const flux = edition === "2" ? await fluxChecker() : undefined;
  const [databases = 5, tables = 2000, columns = 500] = limits[edition] ?? [];
  let store = new Store(edition !== "2");
  const further = [...(server === undefined ? [] : [`InfluxDB ${server.version} for line protocol`]), ...(flux === undefined ? [] : ["InfluxData's checker for Flux"])];
  const missing = [
    "No server of this edition was at hand: its commands were checked by documented rules, and queries not run.",
    ...(server === undefined ? ["STRATA_INFLUXDB_URL may name an InfluxDB 1.x, which reads the same line protocol."] : []),
    ...(edition === "2" && flux === undefined ? ["npm i @influxdata/flux-lsp-browser in the folder that STRATA_TOOLS names checks Flux."] : []),
  ];
  return {
    engine: `Documented rules of ${names[edition] ?? "InfluxDB"}${further.length === 0 ? "" : `, ${further.join(", ")}`}`, fidelity: "grammar", missing: missing.join(" "),
    async run(command) {
      const lines: { readonly database: string; readonly lines: readonly string[] }[] = [];
      const rules: Rules = {
        edition, databases, tables, columns,
        checkFlux(script) {
          if (flux?.(script) === false) throw new Refusal(`InfluxData's checker refuses this Flux: ${script}`);
        },
        written: (database, written) => lines.push({ database, lines: written }),
      };
      try {
        const note = perform(store, command, rules);
        for (const one of lines) {
          const refused = await server?.write(one.database, one.lines);
          if (refused !== undefined) return { ok: false, message: `InfluxDB ${server?.version ?? ""}: ${refused}` };
        }
        return { ok: true, ...(note === undefined ? {} : { note }) };
      } catch (error) {
        if (error instanceof Refusal) return { ok: false, message: error.message };
        throw error;
      }
    },
    catalog: async () => store.catalog(),
    contents: async () => store.contents(),
    async reset() {
      store = new Store(edition !== "2");
      await server?.reset();
    },
    async close() {
      await server?.reset();
    },
  };
}
