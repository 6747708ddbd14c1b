import { Focus, Network, Pencil } from "lucide-react";
import type { EditContext } from "@/lib/design/command";
import type { Id } from "@/lib/model";
import type { ContextTarget } from "@/components/canvas/types";
import type { MenuItem } from "@/components/ui/menu";
import { offersFor, type Offer } from "./edit-menu";

/** What the menu can do beyond the edit commands. */
export interface ContextActions {
  run(offer: Offer): void;
  edit(id: Id): void;
  zoomTo(ids: readonly Id[]): void;
  showNeighbours(id: Id): void;
  paste(): void;
  selectAll(): void;
}

/** The menu of a right click on the canvas, from the same commands as everything else. */
export function contextItems(target: ContextTarget, context: EditContext, actions: ContextActions): readonly MenuItem[] {
  const items = (offers: readonly Offer[]): readonly MenuItem[] => offers.map((offer) => ({
    label: offer.command.label, icon: offer.icon, shortcut: offer.command.shortcut, danger: offer.command.id.startsWith("delete"),
    onSelect: () => actions.run(offer),
  }));
  const separator: readonly MenuItem[] = [{ separator: true }];
  const { id } = target;
  const several = id !== undefined && context.selection.length > 1 && context.selection.includes(id);
  if (several) return items(offersFor("selection", context, undefined));
  if (id === undefined) {
    return [
      ...items(offersFor("canvas", context, undefined, target.at)), ...separator,
      { label: "Paste", shortcut: "Mod+V", onSelect: actions.paste },
      { label: "Select all", shortcut: "Mod+A", onSelect: actions.selectAll },
    ];
  }
  const own: EditContext = { ...context, selection: [id] };
  const view: readonly MenuItem[] = [
    { label: "Zoom to it", icon: <Focus />, onSelect: () => actions.zoomTo([id]) },
    ...(target.kind === "table" ? [{ label: "Show only it and its neighbours", icon: <Network />, onSelect: () => actions.showNeighbours(id) }] : []),
  ];
  switch (target.kind) {
    case "column": return [
      ...items(offersFor("column", own, id)), ...separator,
      ...(target.tableId === undefined ? [] : [{ label: "Table", items: [...items(offersFor("table", { ...context, selection: [target.tableId] }, target.tableId))] }]),
    ];
    case "table": return [{ label: "Rename", icon: <Pencil />, shortcut: "F2", onSelect: () => actions.edit(id) }, ...items(withoutDeletion(offersFor("table", own, id))), ...items(withoutDeletion(offersFor("selection", own, undefined))), ...separator, ...view, ...separator, ...items(deletions(offersFor("table", own, id)))];
    case "group": return [{ label: "Rename", icon: <Pencil />, shortcut: "F2", onSelect: () => actions.edit(id) }, ...items(withoutDeletion(offersFor("group", own, id))), ...separator, ...view, ...items(deletions(offersFor("group", own, id)))];
    case "note": return [{ label: "Edit", icon: <Pencil />, shortcut: "F2", onSelect: () => actions.edit(id) }, ...items(offersFor("note", own, id))];
    case "enum": case "edge": case "canvas": return [...(target.kind === "enum" ? [{ label: "Rename", icon: <Pencil />, shortcut: "F2", onSelect: () => actions.edit(id) }] : []), ...items(deletions(offersFor("selection", own, undefined)))];
  }
}

const isDeletion = (offer: Offer) => offer.command.id.startsWith("delete");
const deletions = (offers: readonly Offer[]) => offers.filter(isDeletion);
const withoutDeletion = (offers: readonly Offer[]) => offers.filter((offer) => !isDeletion(offer));
