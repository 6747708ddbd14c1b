"use client";

import { useDeferredValue, useMemo } from "react";
import { useDesignPart } from "@/components/studio/design-provider";
import { useTarget } from "@/components/studio/use-target";
import { shapeOf } from "@/lib/design/document-input";
import { joinFiles } from "@/lib/export/formats/sql";
import { CodeView } from "./code-view";
import { textLanguage } from "./languages";

/** The files of a derived shape one after the other, to read: they follow the diagram, and what the rules decide is changed on the Shape page. */
export function ShapeText() {
  const target = useTarget();
  const design = useDeferredValue(useDesignPart((s) => s.design));
  const text = useMemo(() => joinFiles(shapeOf(design, target)?.files ?? []), [design, target]);
  return <CodeView label={`Files of the design for ${target.label}`} language={textLanguage(target.native?.language ?? "")} text={text} />;
}
