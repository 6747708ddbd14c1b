"use client";

import { useSearchParams } from "next/navigation";
import { pageHref } from "@/components/shell/rail";
import { useDesignId, useDesignPart } from "@/components/studio/design-provider";
import { targetLabel } from "@/components/studio/target-label";
import { usePending, useReleases } from "@/components/studio/use-pending";
import { Button } from "@/components/ui/button";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { pendingWords } from "./pending-words";
import { PendingView } from "./pending-view";
import { ReleaseView } from "./release-view";
import { Timeline } from "./timeline";
import { useProving } from "./use-proving";

/** Timeline of releases left; what is pending, or one release, right. `?release=3` in the address. */
export function MigrationsPage() {
  const id = useDesignId();
  const [releases, reload] = useReleases();
  const proving = useProving();
  const pending = usePending(releases, proving.latest.state === "loaded" ? proving.latest.value?.createdAt : undefined);
  const target = useDesignPart((s) => s.design.settings.target);
  const asked = Number(useSearchParams().get("release") ?? Number.NaN);
  const current = Number.isInteger(asked) && asked > 0 ? asked : undefined;
  if (releases.state === "failed") return <ErrorState title="The releases cannot be shown" action={<Button onClick={reload}>Try again</Button>}>{releases.message}</ErrorState>;
  const all = releases.state === "loaded" ? releases.value.all : [];
  return (
    <div className="flex h-full">
      <Timeline href={pageHref(id, "migrations")} releases={all} pending={pending === undefined ? "Nothing" : pendingWords(pending)} current={current} />
      <div className="min-w-0 flex-1 overflow-y-auto p-6">
        <div className="mx-auto max-w-280">
          {current !== undefined
            ? <ReleaseView number={current} />
            : releases.state === "loading"
              ? <div aria-label="Loading the releases" className="grid gap-2"><div className="skeleton h-7 w-60" /><div className="skeleton h-80" /></div>
              : pending === undefined
                ? <EmptyState title={`Migrations for ${targetLabel(target)} are not built yet`}>The design works; choose another technology on the Technology page to make migrations.</EmptyState>
                : <PendingView pending={pending} proving={proving} next={(all[0]?.number ?? 0) + 1} onReleased={reload} />}
        </div>
      </div>
    </div>
  );
}
