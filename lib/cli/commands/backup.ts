import type { Command } from "../command";
import { withStore } from "../store-options";

export const backup: Command = {
  name: "backup",
  summary: "Write everything the server stores to one file. The server may run meanwhile.",
  usage: ["backup FILE [--force]"],
  help: [
    ["FILE", "The backup to write: an SQLite database."],
    ["--force", "Replace a backup of the same name."],
    ["STRATA_DATA", "Environment variable: the data directory (default data)."],
    ["DATABASE_URL", "Environment variable: the store when it is in PostgreSQL."],
  ],
  options: { force: { type: "boolean" } },
  operands: [1, 1],
  run: (values, [file = ""], io) => withStore(io, async (dataDirectory, options) => {
    const { backupStore } = await import("../../server/store/backup");
    await backupStore(dataDirectory, file, { ...options, force: values["force"] === true });
    io.error(`Wrote ${file}.\n`);
  }),
};
