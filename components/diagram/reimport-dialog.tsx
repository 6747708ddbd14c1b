"use client";

import { useMemo, useState } from "react";
import { api } from "@/components/api/client";
import { FindingList } from "@/components/new-design/found-summary";
import { ImportSourceField } from "@/components/new-design/import-source";
import type { ImportSource } from "@/components/new-design/read-file";
import { useImport } from "@/components/new-design/use-import";
import { useSession } from "@/components/studio/design-provider";
import { tableOf } from "@/components/studio/record-index";
import { useTarget } from "@/components/studio/use-target";
import { RenameChoices } from "@/components/text/rename-choices";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useToast } from "@/components/ui/toast";
import { mergeSchema } from "@/lib/design/merge-schema";
import { applyPatch } from "@/lib/design/patch";
import { splitKey } from "@/lib/design/records";
import { resolve } from "@/lib/design/resolve";
import type { Schema } from "@/lib/model";
import { plan } from "@/lib/plan";
import type { ChangeKind } from "@/lib/plan/plan";

/** What a partial text may leave out as a whole. */
const wholes: ReadonlySet<ChangeKind> = new Set(["table", "enum", "object"]);

/** Most differences that are listed; the rest is counted. */
const shown = 200;

/** Reads a text into the open design: shows what would change, asks about renames, then changes it. Positions, groups and comments stay. */
export function ReimportDialog({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  return open ? <Reimport onClose={onClose} /> : undefined;
}

function Reimport({ onClose }: { onClose(): void }) {
  const session = useSession();
  const target = useTarget();
  const [source, setSource] = useState<ImportSource>();
  const work = useImport(api.import);
  const found = work.state.state === "found" ? work.state.result : undefined;
  const close = () => { work.cancel(); onClose(); };
  const read = () => { if (source !== undefined) work.start(source, session.getSnapshot().design.settings.target); };
  return (
    <Dialog
      open onClose={close} width="wide" title="Import into this design"
      description={`Tables are matched by name and keep their place, group and comments. The text is read as ${target.label}.`}
      actions={found === undefined ? (
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" disabled={source === undefined || work.state.state === "working"} onClick={read}>Read</Button>
        </>
      ) : undefined}
    >
      {found === undefined ? (
        <div className="grid gap-4">
          <ImportSourceField source={source} onSource={(next) => { work.cancel(); setSource(next); }} />
          {work.state.state === "working" ? <div className="grid gap-2"><span role="status" className="text-ink-2">{work.state.label}</span><ProgressBar label="Import" value={work.state.value} /></div> : undefined}
          {work.state.state === "failed" ? <div role="alert" className="rounded-card border border-line"><FindingList diagnostics={work.state.diagnostics} /></div> : undefined}
        </div>
      ) : <Difference schema={found.schema} findings={found.diagnostics} onBack={work.cancel} onDone={onClose} />}
    </Dialog>
  );
}

function Difference({ schema, findings, onBack, onDone }: { readonly schema: Schema; readonly findings: Parameters<typeof FindingList>[0]["diagnostics"]; onBack(): void; onDone(): void }) {
  const session = useSession();
  const target = useTarget();
  const show = useToast();
  const [design] = useState(() => session.getSnapshot().design);
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set());
  const request = useMemo(() => ({ target, version: design.settings.targetVersion, base: design.schema, goal: schema }), [target, design, schema]);
  const questions = useMemo(() => plan(request).questions, [request]);
  const renames = useMemo(() => questions.filter((question) => !refused.has(question.from)).map(({ from, to }) => ({ from, to })), [questions, refused]);
  const everything = useMemo(() => plan({ ...request, renames }).changes, [request, renames]);
  const [keep, setKeep] = useState(true);
  const absent = useMemo(() => new Set(everything.flatMap((change) => (change.verb === "drop" && wholes.has(change.kind) && change.from !== undefined ? [change.from] : []))), [everything]);
  const patch = useMemo(() => new Map([...mergeSchema(design, schema, renames, { keepComments: true })].filter(([key]) => {
    const entry = splitKey(key);
    if (!keep || entry?.property !== "del") return true;
    return !absent.has(entry.id) && !absent.has(tableOf(design, entry.id)?.id ?? "");
  })), [design, schema, renames, keep, absent]);
  // What is listed is what the patch does, so nothing kept is listed and nothing listed is kept.
  const changes = useMemo(
    () => plan({ ...request, goal: resolve(applyPatch(session.getSnapshot().entries, patch)).design.schema }).changes,
    [request, session, patch],
  );
  const refusals = findings.filter((finding) => finding.severity !== "info");
  const apply = () => {
    if (patch.size > 0) session.apply(patch);
    onDone();
    show({ text: `Imported: ${changes.length} ${changes.length === 1 ? "change" : "changes"}`, ...(patch.size === 0 ? {} : { action: { label: "Undo", run: () => session.undo() } }) });
  };
  return (
    <div className="grid gap-4">
      <RenameChoices questions={questions} refused={refused} onChange={setRefused} />
      {absent.size === 0 ? undefined : <Checkbox label={`Keep what the text does not have (${absent.size})`} checked={keep} onChange={setKeep} />}
      <section aria-label="What changes" className="grid gap-2">
        <h3 className="font-semibold">{changes.length === 0 ? "Nothing changes: the design says what the text says." : `${changes.length} ${changes.length === 1 ? "change" : "changes"}`}</h3>
        {changes.length === 0 ? undefined : (
          <ul className="max-h-60 overflow-y-auto rounded-card border border-line text-sm" tabIndex={0}>
            {changes.slice(0, shown).map((change) => <li key={change.id} dir="auto" className="border-b border-line px-3 py-1 last:border-b-0">{change.title}</li>)}
            {changes.length > shown ? <li className="px-3 py-1 text-ink-3">and {changes.length - shown} more</li> : undefined}
          </ul>
        )}
      </section>
      {refusals.length === 0 ? undefined : (
        <section aria-label="Statements not understood" className="grid gap-2">
          <h3 className="font-semibold">{refusals.length} {refusals.length === 1 ? "statement was" : "statements were"} not understood</h3>
          <div className="max-h-48 overflow-y-auto rounded-card border border-line" tabIndex={0} role="group" aria-label="Statements"><FindingList diagnostics={refusals} /></div>
        </section>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>Back</Button>
        <Button variant="primary" disabled={changes.length === 0} onClick={apply}>Import</Button>
      </div>
    </div>
  );
}
