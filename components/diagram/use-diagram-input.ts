"use client";

import { useMemo } from "react";
import type { DiagramInput, DiagramMarks } from "@/lib/export/diagram";
import type { ColumnType } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { useTarget } from "@/components/studio/use-target";
import { visibleTables, type ViewFilter } from "./view-filter";

/** What the canvas draws: the design, narrowed by the filter, with the marks of pending changes. */
export function useDiagramInput(filter: ViewFilter, marks: DiagramMarks | undefined): DiagramInput {
  const target = useTarget();
  const schema = useDesignPart(({ design }) => design.schema);
  const layout = useDesignPart(({ design }) => design.layout);
  const visible = useMemo(() => visibleTables({ schema, layout }, filter), [schema, layout, filter]);
  const { enums } = schema;
  const typeText = useMemo(() => (type: ColumnType) => target.types.print(type, { enums }), [target, enums]);
  return useMemo((): DiagramInput => ({
    schema, positions: layout.positions, groups: layout.groups, groupOf: layout.groupOf, notes: layout.notes, typeText,
    ...(visible === undefined ? {} : { visible, enums: false }),
    ...(marks === undefined ? {} : { marks }),
  }), [schema, layout, visible, marks, typeText]);
}
