import type { Command } from "../command";
import { withStore } from "../store-options";

export const restore: Command = {
  name: "restore",
  summary: "Put a backup in the place of the server's store. The server must not run.",
  usage: ["restore FILE [--force]"],
  help: [
    ["FILE", "A backup that `strata backup` wrote."],
    ["--force", "Replace the data that is there; it is kept beside under another name."],
    ["STRATA_DATA", "Environment variable: the data directory (default data)."],
    ["DATABASE_URL", "Environment variable: the PostgreSQL database to restore into."],
  ],
  options: { force: { type: "boolean" } },
  operands: [1, 1],
  run: (values, [file = ""], io) => withStore(io, async (dataDirectory, options) => {
    const { restoreStore } = await import("../../server/store/restore");
    await restoreStore(file, dataDirectory, { ...options, force: values["force"] === true });
    io.error(`Restored ${file} into ${options.databaseUrl === undefined ? dataDirectory : "the database"}.\n`);
  }),
};
