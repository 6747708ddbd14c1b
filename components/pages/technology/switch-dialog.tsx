"use client";

import { useMemo } from "react";
import { useSession } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { technologies } from "@/lib/advisor/technologies";
import { switchTarget, switchTargetLosses } from "@/lib/design/commands";
import type { TechnologyId } from "@/lib/model";

/** Shows what a switch of technology loses before it is made. One undo step takes it back. */
export function SwitchDialog({ to, onClose }: { readonly to: TechnologyId | undefined; onClose(): void }) {
  const session = useSession();
  const { run } = useRun();
  const losses = useMemo(() => (to === undefined ? [] : switchTargetLosses(session.getSnapshot().design, to)), [session, to]);
  const label = to === undefined ? "" : technologies[to].label;
  return (
    <Dialog
      open={to !== undefined}
      onClose={onClose}
      title={`Switch to ${label}`}
      description="Types, defaults and keys are converted. Ids, positions and comments are kept, and undo takes it back."
      actions={<>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" onClick={() => { if (to !== undefined) run(switchTarget, { target: to }); onClose(); }}>Switch</Button>
      </>}
    >
      {losses.length === 0 ? <p>Nothing is lost.</p> : (
        <>
          <h3 className="pb-1 font-medium">What is lost or changed</h3>
          <ul className="grid gap-1 text-sm">{losses.map((loss, i) => <li key={i} className="border-b border-line pb-1 break-words last:border-b-0">{loss.message}</li>)}</ul>
        </>
      )}
    </Dialog>
  );
}
