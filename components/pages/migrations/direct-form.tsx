"use client";

import { useState } from "react";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { setForm } from "@/lib/design/commands";

/** Takes the safe form of a change back; a reason may be given, and stands beside the hazard then. */
export function DirectForm({ changes }: { readonly changes: readonly string[] }) {
  const { run } = useRun();
  const [reason, setReason] = useState("");
  const choose = () => run(setForm, { changes, choice: { form: "direct", ...(reason.trim() === "" ? {} : { reason: reason.trim() }) } });
  return (
    <Popover label="Use the direct form" trigger={<Button>Use the direct form</Button>}>
      <form className="grid gap-2" onSubmit={(event) => { event.preventDefault(); choose(); }}>
        <Field label="Why (optional)">{(ids) => <Input {...ids} value={reason} maxLength={500} autoFocus placeholder="The table is empty until launch" onChange={(event) => setReason(event.target.value)} />}</Field>
        <Button type="submit" variant="primary">Use it</Button>
      </form>
    </Popover>
  );
}
