"use client";

import { useState } from "react";
import type { NumberBounds } from "@/lib/model";
import { DraftInput } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { editQuantity, parseQuantity, showQuantity, type QuantityKind } from "./quantity";

/** A number with its unit, refused at its place when it cannot be; empty is "not said". */
export function QuantityField({ label, kind, bounds, value, hint, computed, onCommit }: {
  readonly label: string; readonly kind: QuantityKind; readonly bounds: NumberBounds; readonly value: number | undefined; readonly hint?: string; readonly computed?: string | undefined;
  /** `null`: not said. */
  onCommit(value: number | null): void;
}) {
  const [error, setError] = useState<string>();
  const shown = value === undefined ? undefined : showQuantity(value, kind);
  const said = shown === undefined || shown === editQuantity(value) ? hint : hint === undefined ? shown : `${shown}. ${hint}`;
  return (
    <Field label={label} error={error} {...(said === undefined ? {} : { hint: said })}>
      {(ids) => (
        <DraftInput
          {...ids} inputMode="decimal" className="tabular-nums" placeholder={computed ?? "not said"} value={editQuantity(value)} onError={setError}
          validate={(text) => {
            const parsed = parseQuantity(text, kind, bounds);
            return parsed.ok ? undefined : parsed.message;
          }}
          onCommit={(text) => {
            const parsed = parseQuantity(text, kind, bounds);
            if (parsed.ok) onCommit(parsed.value);
          }}
        />
      )}
    </Field>
  );
}
