"use client";

import { useState } from "react";
import { api } from "@/components/api/client";
import { messageOf } from "@/components/api/use-loaded";
import { useDesignId } from "@/components/studio/design-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { EvolutionState } from "@/lib/design/evolve";

/** Asks a person to say, with their name, that the application has changed over. */
export function CheckpointDialog({ open, evolutionId, checkpoint, onClose, onConfirmed }: {
  readonly open: boolean;
  readonly evolutionId: string;
  readonly checkpoint: NonNullable<EvolutionState["checkpoint"]>;
  onClose(): void;
  onConfirmed(): void;
}) {
  const id = useDesignId();
  const [by, setBy] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.confirmCheckpoint(id, { evolutionId, phase: checkpoint.phase, by: by.trim() });
      onConfirmed();
    } catch (cause) {
      setError(messageOf(cause));
    } finally {
      setBusy(false);
    }
  };
  const missing = by.trim() === "";
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Confirm checkpoint"
      description="The next release contracts: whatever still uses the old form breaks then. Your name and the time are kept."
      actions={<>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={missing || busy} onClick={() => void confirm()}>Confirm</Button>
      </>}
    >
      <form className="grid gap-3" onSubmit={(event) => { event.preventDefault(); if (!missing && !busy) void confirm(); }}>
        <ul className="grid list-disc gap-1 pl-4">{checkpoint.application.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
        <p className="font-medium">{checkpoint.confirm}</p>
        <Field label="Your name">{(ids) => <Input {...ids} value={by} maxLength={120} autoFocus onChange={(event) => setBy(event.target.value)} />}</Field>
        {error === undefined ? undefined : <p role="alert" className="text-bad">{error}</p>}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
