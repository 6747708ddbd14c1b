"use client";

import { GitCompare } from "lucide-react";
import { useMemo, useState } from "react";
import { api } from "@/components/api/client";
import { useLoaded } from "@/components/api/use-loaded";
import { useDesignId, useDesignPart } from "@/components/studio/design-provider";
import { useReleases } from "@/components/studio/use-pending";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { EmptyState, ErrorState } from "@/components/ui/states";
import type { ReleaseSummary } from "@/lib/design/wire";
import { textLanguage } from "@/components/text/languages";
import type { DesignSettings } from "@/lib/design/design";
import { shapeOf } from "@/lib/design/document-input";
import { mainStore } from "@/lib/design/released-shapes";
import { emptySchema, type JsonValue, type Schema } from "@/lib/model";
import { plan, type Change } from "@/lib/plan";
import { nativeChanges } from "@/lib/plan/native/planned-native";
import type { NativeFacility } from "@/lib/targets/native";
import type { Target } from "@/lib/targets/target";
import { findTarget } from "@/lib/targets/registry";
import { ChangeList } from "../migrations/change-list";
import { FileBrowser, type BrowsedFile } from "../migrations/file-browser";
import { renderMigration } from "@/lib/plan/migration-file";
import { Section } from "../section";

/** "now", "0" for the empty schema before the first release, or a release's number. */
type Point = string;

/** Any two states of the schema side by side: what changed, and the migration between them, backwards too. */
export function HistoryPage() {
  const [releases, reload] = useReleases();
  const all = releases.state === "loaded" ? releases.value.all : [];
  const newest = all[0]?.number ?? 0;
  const [from, setFrom] = useState<Point>();
  const [to, setTo] = useState<Point>("now");
  if (releases.state === "failed") return <ErrorState title="The history cannot be shown" action={<Button onClick={reload}>Try again</Button>}>{releases.message}</ErrorState>;
  const start = from ?? String(newest);
  const options = pointOptions(all);
  return (
    <div className="h-full overflow-y-auto p-6">
      <div className="mx-auto grid max-w-280 gap-6">
        <header className="flex flex-wrap items-end gap-2">
          <div className="mr-auto">
            <h1 className="text-xl font-semibold">History</h1>
            <p className="text-ink-2">Compare any two states of the schema, in either direction.</p>
          </div>
          <Field label="From" className="w-56">{(ids) => <Select {...ids} value={start} options={options} onChange={setFrom} />}</Field>
          <Field label="To" className="w-56">{(ids) => <Select {...ids} value={to} options={options} onChange={setTo} />}</Field>
        </header>
        {releases.state === "loading" ? <div aria-label="Loading the history" className="skeleton h-60" /> : <Comparison from={start} to={to} />}
      </div>
    </div>
  );
}

function pointOptions(releases: readonly ReleaseSummary[]): readonly { readonly value: Point; readonly label: string }[] {
  return [
    { value: "now", label: "The design now" },
    ...releases.map((release) => ({ value: String(release.number), label: `${release.number}. ${release.name}` })),
    { value: "0", label: "Before the first release" },
  ];
}

/** A state of the design: its schema, and its shape where the technology derives one. */
interface State {
  readonly schema: Schema;
  readonly shape: JsonValue | undefined;
}

function useStateAt(point: Point) {
  const id = useDesignId();
  const design = useDesignPart((s) => s.design);
  const [loaded, reload] = useLoaded<State | undefined>(`${id} ${point}`, async (signal) => {
    if (point === "now") return undefined;
    if (point === "0") return { schema: emptySchema, shape: undefined };
    const { schema, shapes } = await api.getRelease(id, Number(point), signal);
    return { schema, shape: shapes?.[mainStore]?.model };
  });
  const now = useMemo((): State => {
    const target = findTarget(design.settings.target);
    return { schema: design.schema, shape: target === undefined ? undefined : shapeOf(design, target)?.mapped.model };
  }, [design]);
  return [loaded.state === "loaded" ? { state: "loaded" as const, value: loaded.value ?? now } : loaded, reload] as const;
}

interface Compared {
  readonly changes: readonly Change[];
  readonly files: readonly BrowsedFile[];
}

function compareSchemas(target: Target, { targetVersion: version, renames, online }: DesignSettings, base: State, goal: State): Compared {
  const { changes, migrations } = plan({ target, version, base: base.schema, goal: goal.schema, renames, online });
  return { changes, files: migrations.map((migration) => ({ name: migration.slug, title: migration.title, content: renderMigration(migration, migration.slug).content })) };
}

function compareShapes(native: NativeFacility, base: State, goal: State): Compared {
  if (goal.shape === undefined) return { changes: [], files: [] };
  const planned = native.migrate(base.shape, goal.shape);
  return {
    changes: nativeChanges(planned, base.schema, goal.schema),
    files: planned.migrations.flatMap((migration, i) => native.files(migration, String(i + 1).padStart(3, "0")).map(({ path, content, language }) => ({ name: path, title: migration.title, content, language: textLanguage(language) }))),
  };
}

function Comparison({ from, to }: { readonly from: Point; readonly to: Point }) {
  const settings = useDesignPart((s) => s.design.settings);
  const [base, reloadBase] = useStateAt(from);
  const [goal, reloadGoal] = useStateAt(to);
  const target = findTarget(settings.target);
  const compared = useMemo(() => {
    if (base.state !== "loaded" || goal.state !== "loaded" || target === undefined) return undefined;
    return target.native === undefined ? compareSchemas(target, settings, base.value, goal.value) : compareShapes(target.native, base.value, goal.value);
  }, [base, goal, target, settings]);
  const failed = base.state === "failed" ? base : goal.state === "failed" ? goal : undefined;
  if (failed !== undefined) return <ErrorState title="The release cannot be read" action={<Button onClick={() => { reloadBase(); reloadGoal(); }}>Try again</Button>}>{failed.message}</ErrorState>;
  if (compared === undefined) return <div aria-label="Comparing" className="skeleton h-60" />;
  if (compared.changes.length === 0) return <EmptyState icon={<GitCompare />} title="No difference">Both states have the same schema.</EmptyState>;
  return (
    <>
      <Section title={`${compared.changes.length} change${compared.changes.length === 1 ? "" : "s"}`}><ChangeList changes={compared.changes} /></Section>
      <Section title="The migration between them">
        <FileBrowser label="Files of the comparison" files={compared.files} />
      </Section>
    </>
  );
}
