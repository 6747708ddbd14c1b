import { UsageError, type CommandIo, type ExitCode } from "./command";

/** Where the store is, from the environment as the server reads it. A store's failure is a line and exit code 2. */
export async function withStore(
  io: CommandIo, work: (dataDirectory: string, options: { readonly databaseUrl?: string }) => Promise<void>,
): Promise<ExitCode> {
  const [{ readEnvironment }, { StoreFailure }] = await Promise.all([import("../server/environment"), import("../server/store/failure")]);
  const read = readEnvironment({ STRATA_DATA: io.environment["STRATA_DATA"], DATABASE_URL: io.environment["DATABASE_URL"] }, false);
  if (!read.ok) throw new UsageError(read.message);
  const { dataDirectory, databaseUrl } = read.environment;
  try {
    await work(dataDirectory, databaseUrl === undefined ? {} : { databaseUrl });
    return 0;
  } catch (error) {
    if (error instanceof StoreFailure) throw new UsageError(error.message);
    throw error;
  }
}
