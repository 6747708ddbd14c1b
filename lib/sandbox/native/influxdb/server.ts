import { randomBytes } from "node:crypto";

/** A real InfluxDB 1.x, which reads the same line protocol and refuses the same conflicts of types. */
export interface LineProtocolServer {
  readonly version: string;
  /** Writes lines into a database of its own for each name; the server's refusal, or undefined. */
  write(database: string, lines: readonly string[]): Promise<string | undefined>;
  /** Drops what it made. */
  reset(): Promise<void>;
}

/** Throws when the server does not answer. */
export async function openLineProtocolServer(address: string): Promise<LineProtocolServer> {
  const url = address.replace(/\/$/, "");
  const ping = await fetch(`${url}/ping`);
  const prefix = `strata_sandbox_${randomBytes(6).toString("hex")}`;
  const made = new Map<string, string>();
  const query = async (text: string): Promise<void> => {
    const answer = await fetch(`${url}/query`, { method: "POST", body: new URLSearchParams({ q: text }) });
    if (!answer.ok) throw new Error(`InfluxDB: ${answer.status} ${await answer.text()}`);
    await answer.text();
  };
  return {
    version: ping.headers.get("x-influxdb-version") ?? "1.x",
    async write(database, lines) {
      let own = made.get(database);
      if (own === undefined) {
        own = `${prefix}_${made.size}`;
        await query(`CREATE DATABASE "${own}"`);
        made.set(database, own);
      }
      const answer = await fetch(`${url}/write?${new URLSearchParams({ db: own, precision: "ns" }).toString()}`, { method: "POST", body: lines.join("\n") });
      const text = await answer.text();
      return answer.ok ? undefined : text;
    },
    async reset() {
      for (const own of made.values()) await query(`DROP DATABASE "${own}"`);
      made.clear();
    },
  };
}
