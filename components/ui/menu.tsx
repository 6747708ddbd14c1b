"use client";

import { Check, ChevronRight } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { classNames } from "./class-names";
import { shortcutText, useIsMac } from "./kbd";

/** One line of a menu; `items` makes it a submenu, `separator` a line between. */
export type MenuItem =
  | { readonly separator: true }
  | {
      readonly label: string;
      readonly icon?: ReactNode;
      readonly shortcut?: string | undefined;
      readonly danger?: boolean;
      readonly disabled?: boolean;
      /** Present: a check mark is shown or not. */
      readonly checked?: boolean;
      readonly items?: readonly MenuItem[];
      /** It puts the keyboard somewhere itself, so the menu does not give it back to its button. */
      readonly movesFocus?: boolean;
      onSelect?(): void;
    };

const content = "floating z-50 min-w-52 max-w-80 overflow-y-auto max-h-(--radix-popper-available-height) p-1";
const line = "flex h-7 w-full items-center gap-2 rounded-sm px-2 outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-sunken data-[state=open]:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]";

function Line({ item }: { readonly item: Exclude<MenuItem, { separator: true }> }) {
  const mac = useIsMac();
  const icon = item.checked === undefined ? item.icon : item.checked ? <Check aria-hidden /> : undefined;
  return (
    <>
      <span aria-hidden className={classNames("grid size-4 place-items-center", item.danger !== true && "text-ink-3")}>{icon}</span>
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.shortcut === undefined ? undefined : <span aria-hidden className="pl-4 font-mono text-xs text-ink-3">{shortcutText(item.shortcut, mac)}</span>}
      {item.items === undefined ? undefined : <ChevronRight aria-hidden className="text-ink-3" />}
    </>
  );
}

type Parts = Pick<typeof Radix, "Item" | "CheckboxItem" | "Separator" | "Sub" | "SubTrigger" | "SubContent" | "Portal">;

function Lines({ items, parts, onChosen }: { readonly items: readonly MenuItem[]; readonly parts: Parts; onChosen?(item: Exclude<MenuItem, { separator: true }>): void }) {
  return items.map((item, i) => {
    if ("separator" in item) return <parts.Separator key={i} className="mx-1 my-1 h-px bg-line" />;
    const look = classNames(line, item.danger === true && "text-bad");
    if (item.items !== undefined) {
      return (
        <parts.Sub key={i}>
          <parts.SubTrigger className={look} disabled={item.disabled === true}><Line item={item} /></parts.SubTrigger>
          <parts.Portal>
            <parts.SubContent className={content} sideOffset={4} collisionPadding={8}><Lines items={item.items} parts={parts} {...(onChosen === undefined ? {} : { onChosen })} /></parts.SubContent>
          </parts.Portal>
        </parts.Sub>
      );
    }
    if (item.checked !== undefined) {
      return (
        <parts.CheckboxItem key={i} className={look} checked={item.checked} disabled={item.disabled === true} onSelect={() => { onChosen?.(item); item.onSelect?.(); }}>
          <Line item={item} />
        </parts.CheckboxItem>
      );
    }
    return (
      <parts.Item key={i} className={look} disabled={item.disabled === true} onSelect={() => { onChosen?.(item); item.onSelect?.(); }}>
        <Line item={item} />
      </parts.Item>
    );
  });
}

/** A button's menu. The trigger is the single child. */
export function Menu({ items, children, align = "start", side = "bottom" }: { readonly items: readonly MenuItem[]; readonly children: ReactNode; readonly align?: "start" | "center" | "end"; readonly side?: "top" | "right" | "bottom" | "left" }) {
  const moved = useRef(false);
  return (
    <Radix.Root modal={false} onOpenChange={(open) => { if (open) moved.current = false; }}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} side={side} sideOffset={4} collisionPadding={8} className={content} loop onCloseAutoFocus={(event) => { if (moved.current) event.preventDefault(); }}>
          <Lines items={items} parts={Radix} onChosen={(item) => { moved.current = item.movesFocus === true; }} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A menu that opens at a point of the window: for canvases, where no element stands for what was clicked. */
export function PointMenu({ at, items, onClose, label }: { readonly at: { readonly x: number; readonly y: number } | undefined; readonly items: readonly MenuItem[]; onClose(): void; readonly label: string }) {
  const before = useRef<Element>(null);
  const chosen = useRef(false);
  useLayoutEffect(() => {
    if (at === undefined) return;
    before.current = document.activeElement;
    chosen.current = false;
  }, [at]);
  return (
    <Radix.Root open={at !== undefined} onOpenChange={(open) => { if (!open) onClose(); }} modal={false}>
      <Radix.Trigger asChild>
        <span aria-hidden tabIndex={-1} className="pointer-events-none fixed size-0" style={{ left: at?.x ?? 0, top: at?.y ?? 0 }} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align="start" sideOffset={2} collisionPadding={8} className={content} loop aria-label={label}
          // There is no button to give the keyboard back to: it returns to where it was, unless what was chosen took it.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!chosen.current && before.current instanceof HTMLElement) before.current.focus();
          }}
        >
          <Lines items={items} parts={Radix} onChosen={() => { chosen.current = true; }} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
