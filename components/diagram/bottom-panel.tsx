"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useDesignPart } from "@/components/studio/design-provider";
import { useTarget } from "@/components/studio/use-target";
import { ShapeText } from "@/components/text/shape-text";
import { TextPane } from "@/components/text/text-pane";
import { IconButton } from "@/components/ui/icon-button";
import { Tabs } from "@/components/ui/tabs";
import type { Pending } from "@/lib/design/pending";
import { PlanList } from "./plan-list";
import { ProblemsList } from "./problems-list";

export type BottomTab = "problems" | "sql" | "dbml" | "plan";

const bottomTabs: readonly BottomTab[] = ["problems", "sql", "dbml", "plan"];

interface Props {
  readonly tab: BottomTab;
  readonly open: boolean;
  readonly pending: Pending | undefined;
  /** Choosing a tab opens the panel. */
  onTab(tab: BottomTab): void;
  onToggle(): void;
}

/** Below the canvas: problems, the schema as text, and what is pending. */
export function BottomPanel({ tab, open, pending, onTab, onToggle }: Props) {
  const problems = useDesignPart((snapshot) => snapshot.problems.length);
  const derived = useTarget().native !== undefined;
  return (
    <Tabs
      label="Below the diagram"
      value={tab}
      className="h-full bg-surface"
      onChange={(value) => { const chosen = bottomTabs.find((known) => known === value); if (chosen !== undefined) onTab(chosen); }}
      onReselect={onToggle}
      trailing={<IconButton name={open ? "Close the panel" : "Open the panel"} shortcut="Mod+J" size="small" side="top" onClick={onToggle}>{open ? <ChevronDown /> : <ChevronUp />}</IconButton>}
      items={[
        { value: "problems", label: "Problems", count: problems, content: open ? <ProblemsList /> : undefined },
        derived
          ? { value: "sql", label: "Files", content: open ? <ShapeText /> : undefined }
          : { value: "sql", label: "SQL", content: open ? <TextPane key="sql" language="sql" /> : undefined },
        { value: "dbml", label: "DBML", content: open ? <TextPane key="dbml" language="dbml" /> : undefined },
        { value: "plan", label: "Plan", count: pending?.plan.changes.length, content: open ? <PlanList pending={pending} /> : undefined },
      ]}
    />
  );
}
