import type { TechnologyId } from "../model";

/** Environment variables with the address of a server that sandboxes are made on, for technologies without an embedded engine. */
export const serverVariables: Readonly<Partial<Record<TechnologyId, string>>> = { mysql: "STRATA_MYSQL_URL" };

let addresses: Readonly<Partial<Record<TechnologyId, string>>> = {};

/** Tells where servers are, once at the start of a process: the environment with the variables above. */
export function findServers(environment: Readonly<Record<string, string | undefined>>): void {
  const url = environment[serverVariables.mysql ?? ""];
  addresses = url === undefined || url === "" ? {} : { mysql: url };
}

/** Address of the technology's server; undefined when none was named. */
export function serverAddress(id: TechnologyId): string | undefined {
  return addresses[id];
}

/** What to do where an engine is needed and none is named, as a sentence. Undefined for technologies that need no server. */
export function missingServer(id: TechnologyId): string | undefined {
  const variable = serverVariables[id];
  return variable === undefined || serverAddress(id) !== undefined ? undefined
    : `Set ${variable} to a server where databases may be made and dropped, such as mysql://user:password@localhost:3306/.`;
}
