"use client";

import { useSnapshot } from "@/components/studio/design-provider";
import { findRecord } from "@/components/studio/record-index";
import { useSelection } from "@/components/studio/selection";
import { EnumPanel } from "./enum-panel";
import { GroupPanel } from "./group-panel";
import { NotePanel } from "./note-panel";
import { ObjectPanel } from "./object-panel";
import { OverviewPanel } from "./overview-panel";
import { RelationPanel } from "./relation-panel";
import { SelectionPanel } from "./selection-panel";
import { TablePanel } from "./table-panel";

/** What is selected, in full, to be read and changed. */
export function Inspector() {
  const { design } = useSnapshot();
  const { selected, reveal } = useSelection();
  const present = selected.filter((id) => findRecord(design, id) !== undefined);
  const [only, ...more] = present;
  if (only === undefined) return <OverviewPanel />;
  if (more.length > 0) return <SelectionPanel ids={present} />;
  const found = findRecord(design, only);
  switch (found?.kind) {
    case undefined: return <OverviewPanel />;
    case "table": return <TablePanel key={found.table.id} table={found.table} {...(reveal === undefined ? {} : { reveal })} />;
    case "column": case "primary key": case "unique": case "check": case "index": return <TablePanel key={found.table.id} table={found.table} reveal={only} />;
    case "foreign key": return <RelationPanel key={only} table={found.table} foreignKey={found.key} />;
    case "enum": return <EnumPanel key={only} type={found.type} />;
    case "object": return <ObjectPanel key={only} object={found.object} />;
    case "group": return <GroupPanel key={only} group={found.group} />;
    case "note": return <NotePanel key={only} note={found.note} />;
  }
}
