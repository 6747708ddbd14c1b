"use client";

import type { Ref } from "react";
import { useCallback, useMemo, type KeyboardEvent } from "react";
import { retypeColumn } from "@/lib/design/commands";
import type { Column } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { Combobox, type Suggestion } from "@/components/ui/combobox";
import { filterSuggestions } from "@/components/ui/filter-suggestions";

/** A column's type as text in the target's language, with the common ones and the design's enums offered. */
export function TypeField({ column, ref, onEnter, onKeyDown }: { readonly column: Column; readonly ref?: Ref<HTMLInputElement>; onEnter?(): void; onKeyDown?(event: KeyboardEvent<HTMLInputElement>): void }) {
  const target = useTarget();
  const { run } = useRun();
  const enums = useDesignPart(({ design }) => design.schema.enums);
  const text = target.types.print(column.type, { enums });
  const all = useMemo((): readonly Suggestion[] => [
    ...target.types.common.map((type) => ({ value: type, label: type })),
    ...enums.map((type) => ({ value: target.types.print({ kind: "enum", enumId: type.id }, { enums }), label: target.types.print({ kind: "enum", enumId: type.id }, { enums }), hint: "enum" })),
  ], [target, enums]);
  const suggest = useCallback((typed: string) => filterSuggestions(all, typed), [all]);
  return (
    <Combobox
      bare
      mono
      free
      {...(ref === undefined ? {} : { ref })}
      aria-label={`Type of ${column.name}`}
      title={column.type.kind === "native" ? `${text}: kept as written` : text}
      className="truncate text-ink-2"
      text={text}
      suggest={suggest}
      onCommit={(typed) => { if (typed !== "") run(retypeColumn, { columnId: column.id, type: target.types.parse(typed, { enums }) }, { keepSelection: true }); }}
      {...(onEnter === undefined ? {} : { onEnter })}
      {...(onKeyDown === undefined ? {} : { onKeyDown })}
    />
  );
}
