import { counted, type Diagnostic } from "@/lib/model";

/** What the plan found: what is in the way and what to look at, and the notes behind a line that opens. */
export function PlanFindings({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) {
  const few = diagnostics.length <= 4;
  const shown = few ? diagnostics : diagnostics.filter(({ severity }) => severity !== "info");
  const notes = few ? [] : diagnostics.filter(({ severity }) => severity === "info");
  return (
    <>
      {shown.length === 0 ? undefined : (
        <ul aria-label="Findings of the plan" className="grid gap-1">
          {shown.map((d, i) => <li key={i} className={d.severity === "error" ? "break-words text-bad" : "break-words text-ink-2"}>{d.message}</li>)}
        </ul>
      )}
      {notes.length === 0 ? undefined : (
        <details className="rounded-card border border-line bg-surface">
          <summary className="flex h-9 cursor-pointer items-center px-3 text-ink-2">{counted(notes.length, "note")} on what the technology does not keep</summary>
          <ul aria-label="Notes of the plan" className="grid gap-1 border-t border-line px-3 py-2">{notes.map((d, i) => <li key={i} className="break-words text-ink-2">{d.message}</li>)}</ul>
        </details>
      )}
    </>
  );
}
