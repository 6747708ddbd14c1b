import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { chosenTarget } from "../chosen-target";
import { UsageError, type CommandIo, type ExitCode } from "../command";
import { readText, reason } from "../read-file";
import { failed, pairsFile, type Pair, type PairResult } from "./pair";
import { PairPlanner } from "./plan-one";
import { PairProcess } from "./pair-process";

/** Plans every pair of a file and writes the results in the order of the pairs. One pair that fails or hangs never stops the rest. */
export async function planPairsFile(
  request: { readonly file: string; readonly out: string; readonly target: string; readonly timeout: number }, io: CommandIo,
): Promise<ExitCode> {
  const pairs = readPairs(await readText(request.file, io), request.file);
  const results: PairResult[] = [];
  const bin = io.environment["STRATA_BIN"];
  if (bin === undefined) {
    // Called without the script that a worker process is made of: in this process, without a time limit.
    const planner = new PairPlanner(chosenTarget(request.target));
    for (const pair of pairs) results.push(await planner.plan(pair));
    await planner.close();
  } else {
    let next = 0;
    const work = async (): Promise<void> => {
      const worker = new PairProcess(bin, request.target, request.timeout);
      for (let at = next++; at < pairs.length; at = next++) {
        const pair = pairs[at];
        if (pair !== undefined) results[at] = await worker.plan(pair);
      }
      worker.stop();
    };
    await Promise.all(Array.from({ length: Math.max(1, Math.min(availableParallelism(), 4, Math.ceil(pairs.length / 10))) }, work));
  }
  const all = pairs.map((pair, at) => results[at] ?? failed(pair.id, "It was not planned."));
  await writeFile(request.out, `${JSON.stringify(all, undefined, 2)}\n`).catch((error: unknown) => { throw new UsageError(`${request.out}: cannot be written: ${reason(error)}`); });
  const without = all.filter(({ error }) => error !== undefined).length;
  const partly = all.filter(({ unsupported }) => unsupported.length > 0).length;
  io.error(`${all.length - without} of ${all.length} pairs planned${partly > 0 ? `, ${partly} with something unsupported` : ""}.\n`);
  return without > 0 || partly > 0 ? 1 : 0;
}

function readPairs(text: string, file: string): Pair[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: this is not JSON: ${reason(error)}`);
  }
  const parsed = pairsFile.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(`${file}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not an array of {id, setup_sql?, old_sql, new_sql}"}`);
  }
  return parsed.data;
}
