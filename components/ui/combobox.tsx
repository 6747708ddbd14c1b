"use client";

import { Popover } from "radix-ui";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { classNames } from "./class-names";
import { inputClass } from "./input";

export interface Suggestion {
  readonly value: string;
  readonly label: string;
  /** Dimmed beside the label. */
  readonly hint?: string;
}

interface Props {
  /** The text shown while nobody types. */
  readonly text: string;
  /** What fits the text being typed, best first; empty text means all. */
  suggest(text: string): readonly Suggestion[];
  onCommit(value: string): void;
  /** Any text may be committed, not only a suggestion. */
  readonly free?: boolean;
  readonly bare?: boolean;
  readonly mono?: boolean;
  readonly id?: string;
  readonly "aria-label"?: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
  readonly placeholder?: string;
  readonly title?: string;
  readonly className?: string;
  readonly ref?: Ref<HTMLInputElement>;
  /** After a commit by Enter. */
  onEnter?(): void;
  onKeyDown?(event: KeyboardEvent<HTMLInputElement>): void;
}

/** Most suggestions in the list at once. */
const shown = 80;

/** A text field with suggestions: arrows choose, Enter commits, Escape goes back. */
export function Combobox({ text, suggest, onCommit, free, bare, mono, className, onEnter, onKeyDown, ref, ...rest }: Props) {
  const listId = useId();
  // A draft belongs to the text it was begun on: when that changes under us, the new text shows.
  const [begun, setBegun] = useState<{ readonly on: string; readonly draft: string }>();
  const draft = begun?.on === text ? begun.draft : undefined;
  const setDraft = (next: string | undefined) => setBegun(next === undefined ? undefined : { on: text, draft: next });
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const suggestions = open ? suggest(draft ?? "").slice(0, shown) : [];
  useEffect(() => { list.current?.children.item(active)?.scrollIntoView({ block: "nearest" }); }, [active]);

  const finish = () => { setOpen(false); setActive(-1); setDraft(undefined); };
  const commit = (value: string) => { finish(); if (value !== text) onCommit(value); };
  const commitTyped = () => {
    if (draft === undefined || draft.trim() === text) { finish(); return; }
    const wanted = draft.trim();
    const exact = suggest(wanted).find((s) => s.label.toLowerCase() === wanted.toLowerCase());
    if (exact !== undefined) commit(exact.value);
    else if (free === true) commit(wanted);
    else finish();
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    onKeyDown?.(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.altKey) return;
      event.preventDefault();
      if (!open) { setOpen(true); return; }
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((before) => (suggestions.length === 0 ? -1 : (before + step + suggestions.length + (before === -1 && step === -1 ? 1 : 0)) % suggestions.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = suggestions[active] ?? (free === true ? undefined : draft === undefined || draft === "" ? undefined : suggestions[0]);
      if (chosen === undefined) commitTyped(); else commit(chosen.value);
      onEnter?.();
    } else if (event.key === "Escape" && (open || draft !== undefined)) {
      event.preventDefault();
      event.stopPropagation();
      finish();
    } else if (event.key === "Escape") event.currentTarget.blur();
    else if (event.key === "Tab") commitTyped();
  };
  return (
    <Popover.Root open={open && suggestions.length > 0} onOpenChange={(next) => { if (!next) setOpen(false); }}>
      <Popover.Anchor asChild>
        <input
          {...rest}
          ref={ref}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={open && suggestions.length > 0}
          aria-autocomplete="list"
          aria-controls={listId}
          {...(active >= 0 && active < suggestions.length ? { "aria-activedescendant": `${listId}-${active}` } : {})}
          className={classNames(inputClass(bare, mono), className)}
          value={draft ?? text}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => setOpen(true)}
          onChange={(event) => { setDraft(event.target.value); setActive(-1); setOpen(true); }}
          onBlur={commitTyped}
          onKeyDown={keys}
        />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => { if (event.target instanceof Element && event.target.getAttribute("aria-controls") === listId) event.preventDefault(); }}
          className="floating z-50 max-h-64 min-w-(--radix-popover-trigger-width) overflow-y-auto p-1"
          role="presentation"
        >
          <div ref={list} id={listId} role="listbox" aria-label="Suggestions">
            {suggestions.map((suggestion, i) => (
              // The keyboard chooses from the text field, which says by aria-activedescendant what is active.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={suggestion.value}
                id={`${listId}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === active}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => commit(suggestion.value)}
                className={classNames("flex h-7 items-center gap-3 rounded-sm px-2 select-none hover:bg-sunken", mono === true && "identifier", i === active && "bg-accent-soft")}
              >
                <span className="min-w-0 flex-1 truncate">{suggestion.label}</span>
                {suggestion.hint === undefined ? undefined : <span className="text-ink-3">{suggestion.hint}</span>}
              </div>
            ))}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
