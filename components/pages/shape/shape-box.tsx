"use client";

import { Handle, Position, type Node, type NodeProps } from "reactflow";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import type { NativeBox } from "@/lib/targets/native";
import { boxWidth } from "./place-boxes";

export type BoxNode = Node<{ readonly box: NativeBox; readonly chosen: boolean }, "box">;

/** One collection, table, label or index in the technology's own words. Heights are those of place-boxes.ts. */
export function ShapeBox({ data: { box, chosen } }: NodeProps<BoxNode>) {
  return (
    <section
      aria-label={`${box.kind} ${box.title}`} style={{ width: boxWidth }}
      className={classNames("overflow-hidden rounded-card border bg-surface pb-2 text-sm", chosen ? "border-accent" : "border-line-strong")}
    >
      <Handle type="target" position={Position.Right} isConnectable={false} className="!opacity-0" />
      <Handle type="source" position={Position.Left} isConnectable={false} className="!opacity-0" />
      <header className="flex h-12 flex-col justify-center border-b border-line bg-sunken px-2.5">
        <h3 className="flex min-w-0 items-center gap-2">
          <span className="identifier min-w-0 flex-1 truncate font-semibold" title={box.title}>{box.title}</span>
          <span className="shrink-0 text-xs text-ink-2">{box.kind}</span>
        </h3>
        {box.subtitle === undefined ? undefined : <p className="truncate text-xs text-ink-2" title={box.subtitle}>{box.subtitle}</p>}
      </header>
      <ul aria-label="Members">
        {box.rows.map((row, i) => (
          <li key={i} className="flex h-5 items-center gap-2 px-2.5" style={{ paddingLeft: 10 + row.depth * 12 }}>
            <span className="identifier min-w-0 flex-1 truncate" title={row.name}>{row.name}</span>
            {row.marks.length === 0 ? undefined : <span className="truncate text-xs text-accent-text" title={row.marks.join(", ")}>{row.marks.join(" ")}</span>}
            <span className="identifier max-w-28 shrink-0 truncate text-xs text-ink-2" title={row.type}>{row.type}</span>
          </li>
        ))}
      </ul>
      {box.parts.length === 0 ? undefined : (
        <ul aria-label="Indexes and rules" className="mt-1 border-t border-line pt-1">
          {box.parts.map((part, i) => (
            <li key={i} className="h-10 px-2.5">
              <span className="flex h-5 items-center gap-2"><Chip>{part.kind}</Chip><span className="identifier min-w-0 flex-1 truncate" title={part.title}>{part.title}</span></span>
              <span className="block h-5 truncate text-xs text-ink-2" title={part.detail}>{part.detail}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
