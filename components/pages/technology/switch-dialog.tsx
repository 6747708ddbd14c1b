"use client";

import { useMemo, useState } from "react";
import { advise, technologies } from "@/lib/advisor";
import { designAttributes, isAgainstRanking, isAsked, proposeRationale, proposeVersion } from "@/lib/design/advice";
import { setSettings, switchTarget, switchTargetLosses } from "@/lib/design/commands";
import type { TechnologyId } from "@/lib/model";
import { findTarget } from "@/lib/targets/registry";
import { useSession } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/input";

/** Decides for a technology: what the switch loses, the rationale to be edited, and where it goes against the ranking the reason. One undo step takes it back. */
export function SwitchDialog({ to, onClose }: { readonly to: TechnologyId | undefined; onClose(): void }) {
  return to === undefined ? undefined : <Switching key={to} to={to} onClose={onClose} />;
}

function Switching({ to, onClose }: { readonly to: TechnologyId; onClose(): void }) {
  const session = useSession();
  const { run } = useRun();
  const target = findTarget(to);
  const { asked, against, proposal, first, written, proposed } = useMemo(() => {
    const { design } = session.getSnapshot();
    const advice = advise(designAttributes(design).attributes);
    const before = isAsked(design) ? proposeRationale(advice, design.settings.target) : "";
    return {
      proposed: target === undefined ? undefined : proposeVersion(target, design, advice), asked: isAsked(design), against: isAsked(design) && isAgainstRanking(advice, to), proposal: proposeRationale(advice, to), first: advice.first,
      // What a person wrote stays; what was only proposed for the technology before gives way.
      written: design.settings.rationale.trim() === "" || design.settings.rationale === before ? undefined : design.settings.rationale,
    };
  }, [session, to, target]);
  const [version, setVersion] = useState(proposed);
  const losses = useMemo(() => switchTargetLosses(session.getSnapshot().design, to, version), [session, to, version]);
  const [rationale, setRationale] = useState(written ?? (asked ? proposal : ""));
  const [reason, setReason] = useState("");
  const { label } = technologies[to];
  const missing = against && reason.trim() === "";
  const decide = () => {
    const merge = `decide ${to}`;
    run(switchTarget, { target: to, ...(version === undefined ? {} : { version }) }, { merge });
    run(setSettings, { rationale, decidedAgainst: against ? reason.trim() : "" }, { merge, keepSelection: true });
    onClose();
  };
  return (
    <Dialog
      open onClose={onClose} title={`Switch to ${label}`} width={asked ? "wide" : "normal"}
      description="Types, defaults and keys are converted. Ids, positions and comments are kept, and undo takes it back."
      actions={<>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={missing} onClick={decide}>Switch</Button>
      </>}
    >
      <div className="grid gap-4">
        {target === undefined || target.versions.length < 2 ? undefined : (
          <Field label="Version" className="max-w-72">{(ids) => <Select {...ids} value={version ?? ""} options={target.versions.map(({ id, label: text }) => ({ value: id, label: text }))} onChange={setVersion} />}</Field>
        )}
        {losses.length === 0 ? <p>Nothing is lost.</p> : (
          <section>
            <h3 className="pb-1 font-medium">What is lost or changed</h3>
            <ul className="grid max-h-60 gap-1 overflow-y-auto text-sm">{losses.map((loss, i) => <li key={i} className="border-b border-line pb-1 break-words last:border-b-0">{loss.message}</li>)}</ul>
          </section>
        )}
        {!against ? undefined : (
          <Field label="Why against the ranking" error={missing ? `${first === null ? "The answers rule it out" : `${technologies[first].label} ranks first`}: a decision against the ranking wants a reason.` : undefined}>
            {(ids) => <TextArea {...ids} rows={2} maxLength={5000} required value={reason} placeholder="We run it already, and the load is small." onChange={(event) => setReason(event.target.value)} />}
          </Field>
        )}
        {!asked && written === undefined ? undefined : (
          <Field label="Rationale for the document" hint={written === undefined ? "A proposal from the answers, in Markdown: change it as you like." : "As it was written for the technology before: look whether it still holds."}>
            {(ids) => <TextArea {...ids} rows={6} maxLength={20_000} value={rationale} onChange={(event) => setRationale(event.target.value)} />}
          </Field>
        )}
      </div>
    </Dialog>
  );
}
