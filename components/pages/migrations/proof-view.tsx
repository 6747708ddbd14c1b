import { Check, Minus, X } from "lucide-react";
import { Chip } from "@/components/ui/chip";
import { lossText } from "@/lib/proof/losses";
import type { EvolutionProof, Proof, ProvenStatement, StageName } from "@/lib/proof/proof";
import { counted } from "@/lib/model";

const stageLabels: Readonly<Record<StageName, string>> = {
  seed: "Rows", up: "Up", "compare up": "Compare", "rows up": "Rows kept", "seed new": "New rows", down: "Down", "compare down": "Compare", "rows down": "Rows kept",
  "up again": "Up again", "compare again": "Compare",
  expressions: "Expressions", "phase up": "Phase up", "compare phase": "Compare", backfill: "Fill rows", refusal: "Refuses too early", "side by side": "Side by side", "phase down": "Phase down",
  "compare phase down": "Compare", "phase up again": "Phase up again",
};

/** The proof as a row of steps with what was observed, then what the engine showed of each statement. */
export function ProofView({ proof }: { readonly proof: Proof }) {
  const noteworthy = proof.statements.filter((s) => s.error !== undefined || worthShowing(s));
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-2">
        <Chip tone={proof.passed ? "ok" : "bad"} icon={proof.passed ? <Check aria-hidden /> : <X aria-hidden />}>{proof.passed ? "Proven" : "Not proven"}</Chip>
        <span className="text-ink-2">{proof.engine} · {proof.fidelity} · {counted(proof.seededRows, "row")} · {counted(proof.statements.length, "statement")} · {milliseconds(proof.milliseconds)}</span>
      </p>
      <ol aria-label="Stages of the proof" className="grid grid-cols-[repeat(auto-fill,minmax(136px,1fr))] overflow-hidden rounded-card border border-line bg-surface">
        {proof.stages.map((stage) => (
          <li key={`${stage.phase ?? ""} ${stage.name}`} className="-mt-px -ml-px grid content-start gap-0.5 border-t border-l border-line p-2">
            <span className="flex items-center gap-1 font-medium">
              {stage.passed ? <Check aria-hidden className="size-3.5 shrink-0 text-ok" /> : <X aria-hidden className="size-3.5 shrink-0 text-bad" />}
              <span className="sr-only">{stage.passed ? "Passed: " : "Failed: "}</span>
              <span className="whitespace-nowrap">{stageLabels[stage.name]}</span>
              <span className="ml-auto text-xs font-normal whitespace-nowrap tabular-nums text-ink-3">{milliseconds(stage.milliseconds)}</span>
            </span>
            <span className="text-xs break-words text-ink-2">{stage.observed}</span>
          </li>
        ))}
      </ol>
      {proof.diagnostics.length === 0 ? undefined : (
        <ul aria-label="Findings of the proof" className="grid gap-1">
          {proof.diagnostics.map((d, i) => (
            <li key={i} className={d.severity === "error" ? "text-bad" : "text-ink-2"}>
              {d.place?.file === undefined ? "" : `${d.place.file}${d.place.line === undefined ? "" : `:${d.place.line}`}: `}{d.message}
            </li>
          ))}
        </ul>
      )}
      {(proof.losses ?? []).length === 0 ? undefined : <p className="text-warn">Lost on the way up: {(proof.losses ?? []).map(lossText).join(", ")}.</p>}
      {proof.evolutions?.map((evolution) => <PartProofView key={evolution.id} proof={evolution} passed="All phases proven" failed="Phases not proven" />)}
      {proof.stores?.map((store) => <PartProofView key={store.id} proof={{ ...store, title: `${store.title}: ${store.engine} · ${store.fidelity}` }} passed="Store proven" failed="Store not proven" />)}
      {noteworthy.length === 0 ? undefined : (
        <table aria-label="What the engine showed" className="w-full border-collapse text-sm">
          <thead><tr className="border-b border-line text-left text-ink-3">{["File", "Statement", "Locks", "Rewrites", "Scans", "Time"].map((h) => <th key={h} scope="col" className="h-7 pr-3 font-medium">{h}</th>)}</tr></thead>
          <tbody>{noteworthy.map((statement, i) => <StatementRow key={i} statement={statement} />)}</tbody>
        </table>
      )}
    </div>
  );
}

/** The stages of a part of the proof: the phases of one change, or a second store; open when something failed. */
function PartProofView({ proof, passed, failed }: { readonly proof: Pick<EvolutionProof, "passed" | "title" | "stages" | "milliseconds" | "diagnostics">; readonly passed: string; readonly failed: string }) {
  return (
    <details open={!proof.passed} className="rounded-card border border-line bg-surface">
      <summary className="flex h-9 cursor-pointer items-center gap-2 px-3">
        <Chip tone={proof.passed ? "ok" : "bad"} icon={proof.passed ? <Check aria-hidden /> : <X aria-hidden />}>{proof.passed ? passed : failed}</Chip>
        <span className="min-w-0 flex-1 truncate">{proof.title}</span>
        <span className="text-ink-2">{counted(proof.stages.length, "stage")} · {milliseconds(proof.milliseconds)}</span>
      </summary>
      <ol aria-label={`Stages proven of ${proof.title}`} className="border-t border-line">
        {proof.stages.map((stage, i) => (
          <li key={i} className="grid grid-cols-[16px_150px_minmax(0,1fr)_auto] gap-2 border-b border-line px-3 py-1 last:border-b-0">
            {stage.passed ? <Check aria-hidden className="mt-0.5 size-3.5 text-ok" /> : <X aria-hidden className="mt-0.5 size-3.5 text-bad" />}
            <span className="font-medium"><span className="sr-only">{stage.passed ? "Passed: " : "Failed: "}</span>{stageLabels[stage.name]}{stage.phase === undefined ? "" : `, ${stage.phase}`}</span>
            <span className="break-words text-ink-2">{stage.observed}</span>
            <span className="text-xs whitespace-nowrap tabular-nums text-ink-3">{milliseconds(stage.milliseconds)}</span>
          </li>
        ))}
      </ol>
      {proof.diagnostics.length === 0 ? undefined : <ul aria-label={`Findings on ${proof.title}`} className="grid gap-1 px-3 py-2">{proof.diagnostics.map((d, i) => <li key={i} className={d.severity === "error" ? "text-bad" : "text-ink-2"}>{d.message}</li>)}</ul>}
    </details>
  );
}

/** Down runs where something went wrong already, so its locks are no news; what it rewrites or reads whole is. */
function worthShowing({ observation, direction }: ProvenStatement): boolean {
  if (observation === undefined || direction === "up again") return false;
  return observation.rewrites.length > 0 || observation.scans.length > 0 || (direction === "up" && observation.locks.length > 0);
}

function StatementRow({ statement: { file, direction, sql, observation, error } }: { readonly statement: ProvenStatement }) {
  return (
    <tr className="border-b border-line align-top last:border-b-0">
      <td className="py-1 pr-3 text-ink-2"><span className="identifier break-all">{file}</span> {direction}</td>
      <td className="max-w-80 py-1 pr-3"><code className="identifier line-clamp-2 break-words" title={sql}>{sql}</code>{error === undefined ? undefined : <p className="text-bad">{error}</p>}</td>
      <Cell items={observation?.locks.map((l) => `${l.relation}: ${l.mode}`)} />
      <Cell items={observation?.rewrites} />
      <Cell items={observation?.scans.map((s) => `${s.relation}: ${counted(s.rows, "row")}`)} />
      <td className="py-1 text-right tabular-nums text-ink-2">{observation === undefined ? "" : milliseconds(observation.milliseconds)}</td>
    </tr>
  );
}

function Cell({ items }: { readonly items: readonly string[] | undefined }) {
  return (
    <td className="py-1 pr-3 text-ink-2">
      {items === undefined || items.length === 0
        ? <Minus aria-label="none" className="size-3.5 text-ink-3" />
        : items.slice(0, 3).map((item) => <span key={item} className="identifier block break-all">{item}</span>)}
      {items !== undefined && items.length > 3 ? <span className="text-ink-3" title={items.slice(3).join("\n")}>and {items.length - 3} more</span> : undefined}
    </td>
  );
}

function milliseconds(ms: number): string {
  return ms < 1 ? "<1 ms" : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
