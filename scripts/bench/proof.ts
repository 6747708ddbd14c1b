import type { Progress, StoredProof } from "../../lib/design/wire";
import { importDesign, post } from "./api";
import { generatedSql } from "./schema";
import { median, round } from "./statistics";

/** A change that creates ten tables, proven six times by the server: the first and the median of the rest, milliseconds over HTTP. */
export async function proofTimes(base: string): Promise<{ firstMs: number; warmMedianMs: number; statements: number; seededRows: number }> {
  const { design } = await importDesign(base, "Proof", generatedSql(10));
  const times: number[] = [];
  let last: StoredProof | undefined;
  for (let run = 0; run < 6; run++) {
    const started = performance.now();
    const lines = (await (await post(base, `/api/v1/designs/${design.id}/proofs`, {})).text()).trim().split("\n");
    times.push(performance.now() - started);
    const line: Progress<StoredProof> = JSON.parse(lines.at(-1) ?? "");
    if (line.type !== "result" || !line.value.passed) throw new Error(`The proof did not pass: ${JSON.stringify(line).slice(0, 2000)}`);
    last = line.value;
  }
  return { firstMs: round(times[0] ?? 0, 0), warmMedianMs: round(median(times.slice(1)), 0), statements: last?.statements.length ?? 0, seededRows: last?.seededRows ?? 0 };
}
