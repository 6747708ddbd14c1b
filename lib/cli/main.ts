import { parseArgs } from "node:util";
import { UsageError, type Command, type CommandIo, type ExitCode, type OptionValues } from "./command";
import { findServers, SandboxUnavailable } from "../sandbox";
import { commands } from "./commands";
import { workerCommand } from "./pairs/pair";

/** Runs `strata` with its arguments (without node and the script) and gives the exit code. Never throws for a user's mistake. */
export async function main(args: readonly string[], io: CommandIo = processIo): Promise<ExitCode> {
  const [name, ...rest] = args;
  findServers(io.environment);
  if (name === workerCommand) {
    await (await import("./pairs/worker")).servePairs(rest[0] ?? "");
    return 0;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const asked = name === "help" ? commands.find((command) => command.name === rest[0]) : undefined;
    io.out(asked === undefined ? overview() : helpOf(asked));
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    io.error(`strata: there is no command ${name}. Commands: ${commands.map((candidate) => candidate.name).join(", ")}.\n`);
    return 2;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    io.out(helpOf(command));
    return 0;
  }
  try {
    const { values, positionals } = parse(command, rest);
    const [fewest, most] = command.operands;
    if (positionals.length < fewest || positionals.length > most) throw new UsageError(`Usage: strata ${command.usage.join("\n       strata ")}`);
    return await command.run(values, positionals, io);
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof SandboxUnavailable)) throw error;
    io.error(`strata ${command.name}: ${error.message}\n`);
    return 2;
  }
}

function parse(command: Command, args: readonly string[]): { values: OptionValues; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options: command.options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length)) + 2;
  return [
    "strata: plan, prove, check and export database schemas", "", "Commands:",
    ...commands.map((command) => `  ${command.name.padEnd(width)}${command.summary}`), "",
    "strata COMMAND --help says more. Exit codes: 0 fine, 1 findings, 2 usage or bad input.", "",
  ].join("\n");
}

function helpOf(command: Command): string {
  const width = Math.max(0, ...command.help.map(([option]) => option.length)) + 2;
  return [
    ...command.usage.map((usage, i) => `${i === 0 ? "Usage:" : "      "} strata ${usage}`), "", command.summary, "",
    ...command.help.map(([option, meaning]) => `  ${option.padEnd(width)}${meaning}`), "",
  ].join("\n");
}

const processIo: CommandIo = {
  out: (written) => void process.stdout.write(written),
  error: (written) => void process.stderr.write(written),
  readStdin: async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString("utf8");
  },
  environment: process.env,
};
