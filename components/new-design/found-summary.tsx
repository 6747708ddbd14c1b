import { AlertTriangle, Info, OctagonAlert } from "lucide-react";
import type { Diagnostic } from "@/lib/model";
import type { ImportSummary } from "@/lib/design/wire";

const icons = { error: OctagonAlert, warning: AlertTriangle, info: Info };
const looks = { error: "text-bad", warning: "text-warn", info: "text-info" };

/** Most findings that are listed; the rest is counted. */
const shown = 200;

/** Findings of an import, each with its line; of a folder, with its file too. */
export function FindingList({ diagnostics, inFolder = false }: { readonly diagnostics: readonly Diagnostic[]; readonly inFolder?: boolean }) {
  return (
    <ul className="grid text-sm">
      {diagnostics.slice(0, shown).map((diagnostic, i) => {
        const Icon = icons[diagnostic.severity];
        return (
          <li key={i} className="grid grid-cols-[16px_minmax(64px,auto)_1fr] items-start gap-2 border-b border-line px-3 py-1.5 last:border-b-0">
            <Icon role="img" aria-label={diagnostic.severity} className={`mt-0.5 size-3.5 stroke-[1.5] ${looks[diagnostic.severity]}`} />
            <span className="max-w-64 break-words text-ink-3 tabular-nums">{[inFolder ? diagnostic.place?.file : undefined, diagnostic.place?.line === undefined ? undefined : `line ${diagnostic.place.line}`].filter((part) => part !== undefined).join(", ")}</span>
            <span className="min-w-0 break-words whitespace-pre-wrap">{diagnostic.message}</span>
          </li>
        );
      })}
      {diagnostics.length <= shown ? undefined : <li className="px-3 py-1.5 text-ink-3">and {diagnostics.length - shown} more</li>}
    </ul>
  );
}

/** What an import found, before anything is written. */
export function FoundSummary({ result }: { readonly result: ImportSummary }) {
  const refused = result.diagnostics.filter((diagnostic) => diagnostic.severity !== "info");
  const notes = result.diagnostics.filter((diagnostic) => diagnostic.severity === "info");
  return (
    <div className="grid gap-6">
      <section aria-labelledby="found-title" className="grid gap-2">
        <h2 id="found-title" className="font-semibold">Found</h2>
        <div className="rounded-card border border-line bg-surface">
          <table aria-label="What was found" className="w-full text-sm">
            <tbody>
              {result.found.filter((row) => row.count > 0).map((row) => (
                <tr key={row.kind} className="border-b border-line last:border-b-0">
                  <th scope="row" className="h-7 px-3 text-left font-normal first-letter:uppercase">{row.kind}</th>
                  <td className="px-3 text-right font-medium">{row.count.toLocaleString("en")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {result.adopted === undefined ? undefined : (
        <section aria-labelledby="adopted-title" className="grid gap-2">
          <h2 id="adopted-title" className="font-semibold">Migrations of {result.adopted.tool}</h2>
          <p className="text-ink-2">They become release 1, &ldquo;Adopted from {result.adopted.tool}&rdquo;: locked, with names and texts as they are. The next migration goes on from their numbers.</p>
          <ol tabIndex={0} aria-label="Adopted files" className="max-h-60 overflow-y-auto rounded-card border border-line bg-surface text-sm">
            {result.adopted.files.map((file) => <li key={file} className="identifier border-b border-line px-3 py-1 last:border-b-0">{file}</li>)}
          </ol>
        </section>
      )}
      {refused.length === 0 ? <p className="text-ok">Every statement was understood.</p> : (
        <section aria-labelledby="refused-title" className="grid gap-2">
          <h2 id="refused-title" className="font-semibold">{refused.length} {refused.length === 1 ? "statement was" : "statements were"} not understood</h2>
          <div tabIndex={0} role="group" aria-labelledby="refused-title" className="max-h-80 overflow-y-auto rounded-card border border-line bg-surface"><FindingList diagnostics={refused} inFolder={result.adopted !== undefined} /></div>
        </section>
      )}
      {notes.length === 0 ? undefined : (
        <details className="rounded-card border border-line bg-surface">
          <summary className="px-3 py-1.5 text-sm text-ink-2">{notes.length} {notes.length === 1 ? "note" : "notes"}</summary>
          <div tabIndex={0} role="group" aria-label="Notes" className="max-h-80 overflow-y-auto border-t border-line"><FindingList diagnostics={notes} inFolder={result.adopted !== undefined} /></div>
        </details>
      )}
    </div>
  );
}
