"use client";

import { api } from "@/components/api/client";
import { useLoaded } from "@/components/api/use-loaded";
import { useDesignId } from "@/components/studio/design-provider";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { ErrorState } from "@/components/ui/states";
import { FileBrowser } from "./file-browser";
import { ProofView } from "./proof-view";
import { Section } from "../section";

/** One release as it was laid down: note, files with checksums, proof. */
export function ReleaseView({ number }: { readonly number: number }) {
  const id = useDesignId();
  const [loaded, reload] = useLoaded(`${id} ${number}`, (signal) => api.getRelease(id, number, signal));
  if (loaded.state === "loading") return <div aria-label="Loading the release" className="grid gap-2"><div className="skeleton h-6 w-60" /><div className="skeleton h-60" /></div>;
  if (loaded.state === "failed") return <ErrorState title="The release cannot be shown" action={<Button onClick={reload}>Try again</Button>}>{loaded.message}</ErrorState>;
  const release = loaded.value;
  return (
    <div className="grid gap-6">
      <header>
        <h1 className="flex flex-wrap items-center gap-2 text-xl font-semibold">
          <span className="min-w-0 break-words">{release.number}. {release.name}</span>
          {release.proven ? <Chip tone="ok">Proven</Chip> : <Chip tone="warn">Released unproven</Chip>}
        </h1>
        <p className="text-ink-2">{release.createdBy}, <RelativeTime iso={release.createdAt} /></p>
      </header>
      {release.note === "" ? undefined : <p className="max-w-180 break-words whitespace-pre-wrap">{release.note}</p>}
      {release.unprovenReason === undefined ? undefined : <p><span className="font-medium">Reason for releasing without a proof: </span>{release.unprovenReason}</p>}
      {release.consent === undefined ? undefined : <p><span className="font-medium">Agreed to be lost: </span>{release.consent.join("; ")}.</p>}
      {release.evolutions.length === 0 ? undefined : (
        <Section title="Changes in phases">
          <ul aria-label="Changes in phases" className="grid gap-1">
            {release.evolutions.map((flight) => (
              <li key={flight.id} className="break-words">
                {flight.title}: {flight.ended === undefined ? `${flight.phases[flight.reached - 1]?.kind ?? "begun"} (phase ${flight.reached} of ${flight.phases.length})` : flight.ended.how === "abandoned" ? "taken back" : "done"}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Files">
        <FileBrowser
          label="Released files"
          files={[...release.migrations, ...release.dataMigrations].map((file) => ({
            name: file.name, content: file.content,
            title: `SHA-256 ${[...release.files, ...release.dataFiles].find((f) => f.name === file.name)?.sha256 ?? "unknown"}`,
          }))}
        />
      </Section>
      {release.proof === undefined ? undefined : <Section title="Proof"><ProofView proof={release.proof} /></Section>}
    </div>
  );
}
