"use client";

import { Download } from "lucide-react";
import { useMemo } from "react";
import { api } from "@/components/api/client";
import { useDesignId, useDesignPart } from "@/components/studio/design-provider";
import { buttonClass } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { exportMigrations, migrationTools, usualTool } from "@/lib/export/migrations";
import type { MigrationFile } from "@/lib/plan/migration-file";
import { findTarget } from "@/lib/targets/registry";
import { useMigrationTool } from "./use-migration-tool";

/** The bundle, with its migrations in the form of the tool that runs them. */
export function BundleDownload({ released }: { readonly released: readonly MigrationFile[] }) {
  const id = useDesignId();
  const target = findTarget(useDesignPart((s) => s.design.settings.target));
  const usual = useMemo(() => usualTool(released), [released]);
  const [tool, setTool] = useMigrationTool(usual);
  const problem = useMemo(
    () => (target === undefined || target.native !== undefined ? undefined : exportMigrations(tool, released, target.capabilities).diagnostics.find(({ severity }) => severity === "error")),
    [tool, released, target],
  );
  return (
    <div className="grid gap-3">
      {target?.native !== undefined ? undefined : (
        <Field label="Migrations for">
          {(ids) => <Select {...ids} value={tool.id} options={migrationTools.map((known) => ({ value: known.id, label: known.label }))} onChange={setTool} />}
        </Field>
      )}
      {problem === undefined
        ? <a className={buttonClass("primary")} href={api.bundleUrl(id, tool.id)} download><Download aria-hidden />Download bundle</a>
        : <p role="alert" className="text-sm text-bad">{problem.message}</p>}
      <p className="text-sm text-ink-2">Migrations, this document, schema, diagram, examples for CI and the lock file in one zip.</p>
    </div>
  );
}
