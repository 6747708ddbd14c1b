import { join } from "node:path";
import { checkLock, lockFile } from "../../export";
import type { Command } from "../command";
import { printDiagnostics } from "../diagnostics";
import { read, readLockable } from "../migrations-folder";

export const check: Command = {
  name: "check",
  summary: "Find released files that were edited, removed, renamed or reordered, by strata.lock.",
  usage: ["check DIR [--json]"],
  help: [["DIR", "An unpacked bundle: the folder with strata.lock."], ["--json", "Print the findings as JSON."]],
  options: { json: { type: "boolean" } },
  operands: [1, 1],
  async run(values, [directory = ""], io) {
    const lock = await read(join(directory, lockFile));
    const files = await readLockable(directory, ["migrations", "data_migrations"]);
    const findings = await checkLock(lock, files);
    if (values["json"] === true) io.out(`${JSON.stringify(findings, undefined, 2)}\n`);
    const code = printDiagnostics(findings.map((finding) => ({ ...finding, place: { ...finding.place, file: join(directory, finding.place?.file ?? lockFile) } })), io);
    if (findings.length === 0 && values["json"] !== true) io.out(`${lock.trim().split("\n").length - 1} released files are as they were.\n`);
    return code;
  },
};
