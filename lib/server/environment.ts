import path from "node:path";

/** What the environment says, read once at start. */
export interface Environment {
  readonly host: string;
  /** 0 asks the system for a free port. */
  readonly port: number;
  readonly dataDirectory: string;
  readonly databaseUrl?: string;
  /** Serve other addresses than loopback although there are no accounts yet. */
  readonly allowOpen: boolean;
  readonly development: boolean;
}

export type EnvironmentResult = { readonly ok: true; readonly environment: Environment } | { readonly ok: false; readonly message: string };

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

/** Whether an address to listen on is reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  return loopback.has(host) || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Reads PORT, HOST, STRATA_DATA, DATABASE_URL and STRATA_ALLOW_OPEN. The message is one line that says what to do. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>, development: boolean): EnvironmentResult {
  const host = variables.HOST || "127.0.0.1";
  const portText = variables.PORT || "3000";
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port > 65_535) {
    return { ok: false, message: `PORT is "${portText}", which is no port. Set it to a number from 0 to 65535.` };
  }
  const allowOpen = variables.STRATA_ALLOW_OPEN === "1";
  if (!isLoopbackHost(host) && !allowOpen) {
    return {
      ok: false,
      message: `HOST is "${host}": everybody who reaches this address could read and change every design, since there are no accounts yet. Unset HOST, or set STRATA_ALLOW_OPEN=1 if you want that.`,
    };
  }
  const databaseUrl = variables.DATABASE_URL;
  if (databaseUrl !== undefined && databaseUrl !== "" && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    return { ok: false, message: "DATABASE_URL does not start with postgresql://. Correct it, or unset it to use the built-in store." };
  }
  return {
    ok: true,
    environment: {
      host, port, allowOpen, development,
      dataDirectory: path.resolve(variables.STRATA_DATA || "data"),
      ...(databaseUrl === undefined || databaseUrl === "" ? {} : { databaseUrl }),
    },
  };
}
