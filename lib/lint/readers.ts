import type { TechnologyId } from "../model";
import { postgresqlReader } from "./postgresql/read";
import type { StatementReader } from "./statement";

/** Readers of raw SQL by technology. Imported only when asked for: PostgreSQL's grammar is a megabyte of WebAssembly. */
const readers: Readonly<Partial<Record<TechnologyId, () => Promise<StatementReader>>>> = {
  postgresql: postgresqlReader,
};

/** Technologies whose SQL can be linted. */
export const lintedTechnologies: readonly TechnologyId[] = ["postgresql"];

/** A reader of the technology's SQL, or undefined where there is none. */
export async function statementReader(technology: TechnologyId): Promise<StatementReader | undefined> {
  return readers[technology]?.();
}
