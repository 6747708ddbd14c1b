"use client";

import { Plus } from "lucide-react";
import { addEnum, addObject } from "@/lib/design/commands";
import { useSnapshot } from "@/components/studio/design-provider";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { groupColor } from "@/components/ui/group-color";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { PanelHeader } from "./panel-header";
import { Section } from "./section";

const row = "flex h-7 w-full items-center gap-2 rounded-control px-1.5 text-left hover:bg-sunken";

/** With nothing selected: what the design holds, and the parts that are not drawn. */
export function OverviewPanel() {
  const { design } = useSnapshot();
  const target = useTarget();
  const { run } = useRun();
  const { select, requestFocus } = useSelection();
  const { tables, enums, objects } = design.schema;
  const counts: readonly (readonly [string, number])[] = [
    ["Tables", tables.length],
    ["Columns", tables.reduce((sum, table) => sum + table.columns.length, 0)],
    ["Relations", tables.reduce((sum, table) => sum + table.foreignKeys.length, 0)],
    ["Indexes", tables.reduce((sum, table) => sum + table.indexes.length, 0)],
    ["Checks", tables.reduce((sum, table) => sum + table.checks.length, 0)],
  ];
  return (
    <div>
      <PanelHeader kind="Design">
        <dl className="grid grid-cols-2 gap-x-4">
          {counts.map(([label, count]) => (
            <div key={label} className="flex h-6 items-center justify-between gap-2"><dt className="text-ink-2">{label}</dt><dd className="font-medium tabular-nums">{count.toLocaleString("en")}</dd></div>
          ))}
        </dl>
      </PanelHeader>
      <Section
        id="overview-enums" title="Enums" count={enums.length}
        action={<IconButton name="Add an enum" size="small" onClick={() => { const result = run(addEnum, {}); const id = result.ok ? result.edit.select?.[0] : undefined; if (id !== undefined) { select([id]); requestFocus(id); } }}><Plus /></IconButton>}
      >
        {enums.length === 0 ? <p className="text-sm text-ink-3">A type with a fixed list of values, such as an order's status.</p> : (
          <ul className="-mx-1.5">
            {enums.map((type) => (
              <li key={type.id}><button type="button" onClick={() => select([type.id])} className={row}><span dir="auto" className="identifier min-w-0 flex-1 truncate">{type.name}</span><span className="text-sm text-ink-3">{type.values.length} values</span></button></li>
            ))}
          </ul>
        )}
      </Section>
      {design.layout.groups.length === 0 ? undefined : (
        <Section id="overview-groups" title="Groups" count={design.layout.groups.length}>
          <ul className="-mx-1.5">
            {design.layout.groups.map((group) => (
              <li key={group.id}><button type="button" onClick={() => select([group.id])} className={row}><span aria-hidden className="size-2.5 rounded-full" style={{ background: groupColor(group.color) }} /><span dir="auto" className="min-w-0 flex-1 truncate">{group.name === "" ? "Untitled group" : group.name}</span></button></li>
            ))}
          </ul>
        </Section>
      )}
      <Section
        id="overview-objects" title="Further objects" count={objects.length}
        action={(
          <Menu
            align="end"
            items={Object.entries(target.objectKinds).map(([kind, { label }]) => ({
              label,
              onSelect: () => {
                const result = run(addObject, { kind, name: `new_${kind.replaceAll(/\W+/g, "_")}`, definition: `CREATE ${label.toUpperCase()} new_${kind.replaceAll(/\W+/g, "_")}` });
                const id = result.ok ? result.edit.select?.[0] : undefined;
                if (id !== undefined) select([id]);
              },
            }))}
          >
            <IconButton name="Add a further object" size="small"><Plus /></IconButton>
          </Menu>
        )}
      >
        {objects.length === 0 ? <p className="text-sm text-ink-3">Views, functions, triggers and the like, kept as their text.</p> : (
          <ul className="-mx-1.5">
            {objects.slice(0, 500).map((object) => (
              <li key={object.id}><button type="button" onClick={() => select([object.id])} className={row}><span dir="auto" className="identifier min-w-0 flex-1 truncate">{object.name}</span><span className="text-sm text-ink-3">{target.objectKinds[object.kind]?.label ?? object.kind}</span></button></li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
