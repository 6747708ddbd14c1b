"use client";

import { useId, useState } from "react";
import type { ModellingFinding } from "@/lib/advisor/modelling";
import { applyAdvice, setRule } from "@/lib/design/commands";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { useUndoToast } from "./index-items";

const tones = { error: "bad", warning: "warn", info: "info" } as const;
const words = { error: "Error", warning: "Warning", info: "Note" } as const;

/** What a rule found, its fixes, and the way to switch the rule off. */
export function FindingItem({ finding }: { readonly finding: ModellingFinding }) {
  const { title, message, explanation, severity, fixes = [], script } = finding;
  const { run } = useRun();
  const undo = useUndoToast();
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="grid min-w-0 flex-1 basis-100 gap-1">
        <div className="flex flex-wrap items-center gap-2"><Chip tone={tones[severity]}>{words[severity]}</Chip><span className="font-medium">{title}</span></div>
        <p className="break-words">{message}</p>
        <p className="break-words text-ink-2">{explanation}</p>
        {script === undefined ? undefined : <details><summary className="cursor-pointer text-ink-2">Scheduled migration that moves the day on</summary><pre tabIndex={0} aria-label="Scheduled migration" className="identifier mt-1 overflow-x-auto rounded-sm bg-sunken p-2 text-sm">{script}</pre></details>}
      </div>
      <div className="flex flex-wrap gap-2">
        {fixes.map(({ label, change }) => (
          <Button key={label} onClick={() => { if (run(applyAdvice, change, { keepSelection: true }).ok) undo(`${label}: done.`); }}>{label}</Button>
        ))}
        <SwitchOff finding={finding} />
      </div>
    </li>
  );
}

function SwitchOff({ finding: { code, title, message } }: { readonly finding: ModellingFinding }) {
  const { run } = useRun();
  const field = useId();
  const [reason, setReason] = useState("");
  const off = () => {
    if (reason.trim() !== "") run(setRule, { code, off: reason.trim() }, { keepSelection: true });
  };
  return (
    <Popover label={`Switch off: ${title}`} trigger={<Button variant="quiet" aria-label={`Switch off: ${title}. ${message}`}>Switch off</Button>}>
      <form className="grid gap-2" onSubmit={(event) => { event.preventDefault(); off(); }}>
        <label htmlFor={field}>Switch this rule off in this design, because</label>
        <Input id={field} value={reason} onChange={(event) => setReason(event.target.value)} required maxLength={300} />
        <Button type="submit" disabled={reason.trim() === ""}>Switch rule off</Button>
      </form>
    </Popover>
  );
}
