import type { TechnologyId } from "../model";

/** Environment variables with the address of a server that sandboxes are made on, for technologies without an embedded engine. */
export const serverVariables: Readonly<Partial<Record<TechnologyId, string>>> = { mysql: "STRATA_MYSQL_URL" };

/** The same for technologies whose files are checked without a server too: a server only makes the proof more real. */
export const furtherServers: Readonly<Partial<Record<TechnologyId, string>>> = {
  timescaledb: "STRATA_TIMESCALE_URL", mongodb: "STRATA_DOCUMENTDB_URL", redis: "STRATA_REDIS_URL", dynamodb: "STRATA_DYNAMODB_URL", influxdb: "STRATA_INFLUXDB_URL",
};

let addresses: ReadonlyMap<string, string> = new Map();
let toolsFolder: string | undefined;

/** Tells where servers are, once at the start of a process: the environment with the variables above, and `STRATA_TOOLS` (optional-package.ts). */
export function findServers(environment: Readonly<Record<string, string | undefined>>): void {
  addresses = new Map(Object.entries({ ...serverVariables, ...furtherServers }).flatMap(([id, variable]) => {
    const url = environment[variable];
    return url === undefined || url === "" ? [] : [[id, url] as const];
  }));
  const tools = environment["STRATA_TOOLS"];
  toolsFolder = tools === "" ? undefined : tools;
}

/** Address of the technology's server; undefined when none was named. */
export function serverAddress(id: TechnologyId): string | undefined {
  return addresses.get(id);
}

/** The folder whose node_modules holds further checkers; undefined when none was named. */
export function namedToolsFolder(): string | undefined {
  return toolsFolder;
}

/** What to do where an engine is needed and none is named, as a sentence. Undefined for technologies that need no server. */
export function missingServer(id: TechnologyId): string | undefined {
  const variable = serverVariables[id];
  return variable === undefined || serverAddress(id) !== undefined ? undefined
    : `Set ${variable} to a server where databases may be made and dropped, such as mysql://user:password@localhost:3306/.`;
}
