"use client";

import { Command } from "cmdk";
import { Columns3, FileCode2, ListOrdered, Table2 } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useMemo, useState } from "react";
import { pageHref } from "@/components/shell/rail";
import { useDesignId, useDesignPart } from "@/components/studio/design-provider";
import { useSelection } from "@/components/studio/selection";
import { shortcutText, useIsMac } from "@/components/ui/kbd";
import { useCommands } from "./command-provider";
import { searchSchema, type Jump } from "./palette-search";

const icons = { table: Table2, column: Columns3, enum: ListOrdered, object: FileCode2 };
const line = "flex h-8 items-center gap-2.5 rounded-sm px-2 select-none data-[selected=true]:bg-accent-soft data-[disabled=true]:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5] [&_svg]:text-ink-3";
const heading = "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3";

/** Finds tables, columns, commands and pages by typing. */
export function Palette({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => { if (!next) onClose(); }}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-(--scrim)" />
        <Radix.Content aria-describedby={undefined} className="floating fixed top-[12vh] left-1/2 z-50 w-140 max-w-[calc(100vw-32px)] -translate-x-1/2 overflow-hidden">
          <Radix.Title className="sr-only">Find anything</Radix.Title>
          <PaletteList onDone={onClose} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function PaletteList({ onDone }: { onDone(): void }) {
  const [wanted, setText] = useState("");
  const mac = useIsMac();
  const router = useRouter();
  const path = usePathname();
  const id = useDesignId();
  const schema = useDesignPart(({ design }) => design.schema);
  const { select } = useSelection();
  const commands = useCommands();
  const jumps = useMemo(() => searchSchema(schema, wanted, wanted.trim() === "" ? 5 : 24), [schema, wanted]);
  const fitting = useMemo(() => {
    const words = wanted.trim().toLowerCase().split(/\s+/);
    return commands.filter((command) => command.disabled !== true && command.id !== "palette" && words.every((word) => `${command.label} ${command.section}`.toLowerCase().includes(word)));
  }, [commands, wanted]);
  const go = (jump: Jump) => {
    onDone();
    select([jump.id]);
    if (path !== pageHref(id, "")) router.push(pageHref(id, ""));
  };
  // Enter takes the first line of what is found now; cmdk would keep the line of the search before.
  const jump = jumps[0]?.id, command = fitting[0] === undefined ? undefined : `command ${fitting[0].id}`;
  const first = (wanted.trim() === "" ? command ?? jump : jump ?? command) ?? "";
  const [{ chosen, of }, setChosen] = useState({ chosen: first, of: wanted });
  if (of !== wanted) setChosen({ chosen: first, of: wanted });
  const choose = (value: string) => setChosen({ chosen: value, of: wanted });
  const jumpGroup = jumps.length === 0 ? undefined : (
    <Command.Group heading="In the schema" className={heading}>
      {jumps.map((jump) => {
        const Shape = icons[jump.kind];
        return (
          <Command.Item key={jump.id} value={jump.id} onSelect={() => go(jump)} className={line}>
            <Shape aria-hidden /><span dir="auto" className="identifier min-w-0 flex-1 truncate">{jump.label}</span><span className="text-sm text-ink-3">{jump.kind}</span>
          </Command.Item>
        );
      })}
    </Command.Group>
  );
  const commandGroup = fitting.length === 0 ? undefined : (
    <Command.Group heading="Commands and pages" className={heading}>
      {fitting.map((command) => (
        <Command.Item key={command.id} value={`command ${command.id}`} onSelect={() => { onDone(); requestAnimationFrame(() => command.run()); }} className={line}>
          <span aria-hidden className="grid size-4 place-items-center">{command.icon}</span>
          <span className="min-w-0 flex-1 truncate">{command.section === "Go to" ? `Go to ${command.label}` : command.label}</span>
          {command.shortcut === undefined ? undefined : <span className="font-mono text-xs text-ink-3">{shortcutText(command.shortcut, mac)}</span>}
        </Command.Item>
      ))}
    </Command.Group>
  );
  return (
    <Command label="Find anything" shouldFilter={false} loop value={chosen} onValueChange={choose}>
      <Command.Input autoFocus value={wanted} onValueChange={setText} placeholder="Find a table, column, command or page" className="h-11 w-full border-b border-line bg-transparent px-4 text-lg focus-visible:outline-none" />
      <Command.List className="max-h-[52vh] overflow-y-auto p-1 [scroll-padding-block:8px]">
        <Command.Empty className="px-3 py-6 text-center text-ink-2">Nothing matches “{wanted}”.</Command.Empty>
        {wanted.trim() === "" ? <>{commandGroup}{jumpGroup}</> : <>{jumpGroup}{commandGroup}</>}
      </Command.List>
    </Command>
  );
}
