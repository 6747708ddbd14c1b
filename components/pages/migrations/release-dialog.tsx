"use client";

import { useState } from "react";
import { api } from "@/components/api/client";
import { messageOf } from "@/components/api/use-loaded";
import { useDesignId } from "@/components/studio/design-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, TextArea } from "@/components/ui/input";
import { Checkbox } from "@/components/ui/checkbox";
import { lossText, type DataLoss } from "@/lib/proof/losses";

/** Asks for the release's name and note, and for a reason when it is not proven. */
export function ReleaseDialog({ open, number, files, proven, losses, counted, onClose, onReleased }: {
  readonly open: boolean;
  readonly number: number;
  readonly files: number;
  readonly proven: boolean;
  /** What the files take away for good: each is agreed to by name. */
  readonly losses: readonly string[];
  /** How much of it the proof counted among its rows. */
  readonly counted: readonly DataLoss[];
  onClose(): void;
  onReleased(): void;
}) {
  const id = useDesignId();
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const [reason, setReason] = useState("");
  const [agreed, setAgreed] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const missing = name.trim() === "" || (!proven && reason.trim() === "") || losses.some((loss) => !agreed.includes(loss));
  const release = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.release(id, { name: name.trim(), note, ...(losses.length === 0 ? {} : { consent: [...losses] }), ...(proven ? {} : { unprovenReason: reason.trim() }) });
      setName(""); setNote(""); setReason(""); setAgreed([]);
      onReleased();
    } catch (cause) {
      setError(messageOf(cause));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Release ${number}`}
      description={`${files === 1 ? "One file is" : `${files} files are`} locked with a checksum and never edited again. A later change is always a new migration.`}
      actions={<>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={missing || busy} onClick={() => void release()}>Release</Button>
      </>}
    >
      <form className="grid gap-3" onSubmit={(event) => { event.preventDefault(); if (!missing && !busy) void release(); }}>
        <Field label="Name">{(ids) => <Input {...ids} value={name} maxLength={120} autoFocus placeholder="Orders and payments" onChange={(e) => setName(e.target.value)} />}</Field>
        <Field label="Note" hint="What changes for whom; Markdown.">{(ids) => <TextArea {...ids} value={note} maxLength={10_000} rows={3} onChange={(e) => setNote(e.target.value)} />}</Field>
        {proven ? undefined : (
          <Field label="Reason for releasing without a proof" hint="These files have not passed a proof. The reason is kept with the release.">
            {(ids) => <TextArea {...ids} value={reason} maxLength={2000} onChange={(e) => setReason(e.target.value)} />}
          </Field>
        )}
        {losses.length === 0 ? undefined : (
          <fieldset className="grid gap-1 rounded-control border border-line p-3">
            <legend className="px-1 font-medium text-bad">Lost for good</legend>
            {losses.map((loss) => (
              <Checkbox key={loss} checked={agreed.includes(loss)} onChange={(yes) => setAgreed(yes ? [...agreed, loss] : agreed.filter((each) => each !== loss))} label={<span className="break-words">I agree to lose {loss}</span>} />
            ))}
            {counted.length === 0 ? undefined : <p className="text-sm text-ink-2">Of its own rows, the proof lost {counted.map(lossText).join(", ")}.</p>}
          </fieldset>
        )}
        {error === undefined ? undefined : <p role="alert" className="text-bad">{error}</p>}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
