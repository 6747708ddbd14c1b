"use client";

import type { Deferral } from "@/lib/model";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

/** When a constraint is checked. */
export function DeferralField({ value, onChange }: { readonly value: Deferral | undefined; onChange(value: Deferral | null): void }) {
  const current = value?.deferrable !== true ? "" : value.initiallyDeferred ? "deferred" : "immediate";
  return (
    <Field label="Checked" layout="row">
      {(ids) => (
        <Select
          {...ids}
          value={current}
          options={[{ value: "", label: "with each statement" }, { value: "immediate", label: "deferrable" }, { value: "deferred", label: "at commit (deferred)" }]}
          onChange={(next) => onChange(next === "" ? null : { deferrable: true, initiallyDeferred: next === "deferred" })}
        />
      )}
    </Field>
  );
}
