"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useCommands } from "./command-provider";
import type { CommandSection } from "./studio-command";

const sections: readonly CommandSection[] = ["Add", "Edit", "View", "Go to", "Export", "Studio"];

const canvasKeys: readonly (readonly [string, readonly string[]])[] = [
  ["Step back: close, leave a tool, clear the selection", ["Esc"]],
  ["Move between tables in the list", ["ArrowUp", "ArrowDown"]],
  ["Pan", ["Space"]],
];

/** Every key that does something on this page, from the same list that the menus use. */
export function ShortcutsDialog({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  const commands = useCommands().filter((command) => command.shortcut !== undefined);
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" width="wide">
      <div className="columns-1 gap-8 sm:columns-2">
        {sections.map((section) => {
          const rows = commands.filter((command) => command.section === section);
          return rows.length === 0 ? undefined : (
            <section key={section} aria-label={section} className="mb-4 break-inside-avoid">
              <h3 className="mb-1 text-sm font-semibold">{section}</h3>
              <dl>
                {rows.map((command) => (
                  <div key={command.id} className="flex h-7 items-center justify-between gap-4 border-b border-line">
                    <dt className="min-w-0 truncate">{command.label}</dt>
                    <dd className="flex gap-1">{[command.shortcut ?? "", ...(command.alternatives ?? [])].map((keys) => <Kbd key={keys} keys={keys} />)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
        <section aria-label="Canvas" className="mb-4 break-inside-avoid">
          <h3 className="mb-1 text-sm font-semibold">Canvas</h3>
          <dl>
            {canvasKeys.map(([label, keys]) => (
              <div key={label} className="flex min-h-7 items-center justify-between gap-4 border-b border-line"><dt>{label}</dt><dd className="flex gap-1">{keys.map((key) => <Kbd key={key} keys={key} />)}</dd></div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
