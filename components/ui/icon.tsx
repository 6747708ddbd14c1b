import {
  ArrowDownUp, BetweenHorizontalEnd, CircleDot, CircleSlash, ClipboardPaste, CopyPlus, FileCode2, Fingerprint, FolderInput, Gauge, Group, KeyRound, Link, Link2, ListChecks, ListOrdered, ListTree, Minus, Move, Palette, Plus, Replace,
  Route, Settings, Settings2, ShieldCheck, Split, StickyNote, Table2, TextCursorInput, Trash2, Type, WandSparkles, Waypoints, Workflow, type LucideIcon,
} from "lucide-react";

/** The icons that commands name; a test keeps this list complete. */
export const iconsByName: Readonly<Record<string, LucideIcon>> = {
  "arrow-down-up": ArrowDownUp, "between-horizontal-end": BetweenHorizontalEnd, "circle-slash": CircleSlash, "clipboard-paste": ClipboardPaste, "copy-plus": CopyPlus, "file-code-2": FileCode2,
  fingerprint: Fingerprint, "folder-input": FolderInput, gauge: Gauge, group: Group, "list-checks": ListChecks, "key-round": KeyRound, link: Link, "link-2": Link2, "list-ordered": ListOrdered, "list-tree": ListTree, minus: Minus, move: Move,
  palette: Palette, plus: Plus, replace: Replace, route: Route, settings: Settings, "settings-2": Settings2, "shield-check": ShieldCheck, split: Split, "sticky-note": StickyNote, "table-2": Table2, "text-cursor-input": TextCursorInput,
  "trash-2": Trash2, type: Type, "wand-sparkles": WandSparkles, waypoints: Waypoints, workflow: Workflow,
};

/** The icon a command names. */
export function Icon({ name }: { readonly name: string }) {
  const Shape = iconsByName[name] ?? CircleDot;
  return <Shape aria-hidden />;
}
