"use client";

import { Check, X } from "lucide-react";
import { Popover } from "radix-ui";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { classNames } from "../class-names";
import type { SheetOption } from "./sheet-column";

interface Props {
  readonly label: string;
  readonly options: readonly SheetOption[];
  readonly chosen: readonly string[];
  readonly multiple: boolean;
  /** Text typed before the picker opened. */
  readonly initial?: string | undefined;
  readonly mono?: boolean;
  /** `by` says which key ended it. */
  onCommit(values: readonly string[], by: "Enter" | "Tab" | "Shift+Tab" | "blur"): void;
  onCancel(): void;
}

/** Most options shown at once. */
const shown = 100;

/** Chooses one or several by typing: arrows move, Enter takes, Backspace takes the last one away, Enter on an empty text or Tab is done, Escape goes back. */
export function CellPicker({ label, options, chosen, multiple, initial, mono, onCommit, onCancel }: Props) {
  const listId = useId();
  const [values, setValues] = useState(chosen);
  const [text, setText] = useState(initial ?? "");
  const [active, setActive] = useState<number>();
  const done = useRef(false);
  const list = useRef<HTMLDivElement>(null);
  const wanted = text.trim().toLowerCase();
  const known = new Map(options.map((option) => [option.value, option]));
  const matching = options.filter((option) => (!multiple || !values.includes(option.value)) && `${option.label} ${option.hint ?? ""}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => Number(b.label.toLowerCase().startsWith(wanted)) - Number(a.label.toLowerCase().startsWith(wanted))).slice(0, shown);
  // One choice begins on what is chosen; several on nothing, so that Enter on an empty text is done.
  const current = active ?? (wanted !== "" ? 0 : multiple ? -1 : matching.findIndex((option) => option.value === values[0]));
  useEffect(() => { list.current?.children.item(current)?.scrollIntoView({ block: "nearest" }); }, [current]);

  const finish = (by: Parameters<Props["onCommit"]>[1], with_: readonly string[] = values) => {
    if (done.current) return;
    done.current = true;
    onCommit(with_, by);
  };
  const take = (option: SheetOption | undefined, by: "Enter" | "Tab" | "Shift+Tab" | "blur") => {
    if (option === undefined) { finish(by); return; }
    if (!multiple) { finish(by, option.value === "" ? [] : [option.value]); return; }
    setValues([...values, option.value]);
    setText("");
    setActive(undefined);
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (matching.length > 0) setActive((current + step + matching.length + (current < 0 && step < 0 ? 1 : 0)) % matching.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(matching[current], "Enter");
    } else if (event.key === "Tab") {
      event.preventDefault();
      const by = event.shiftKey ? "Shift+Tab" as const : "Tab" as const;
      const typed = wanted === "" && active === undefined ? undefined : matching[current];
      if (typed === undefined) finish(by);
      else finish(by, multiple ? [...values, typed.value] : typed.value === "" ? [] : [typed.value]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      done.current = true;
      onCancel();
    } else if (event.key === "Backspace" && text === "" && multiple) {
      event.preventDefault();
      setValues(values.slice(0, -1));
    }
  };
  return (
    <Popover.Root open>
      <Popover.Anchor asChild>
        <input
          type="text" role="combobox" autoComplete="off" spellCheck={false} aria-label={label} aria-expanded aria-autocomplete="list" aria-controls={listId} aria-describedby={`${listId}-chosen`}
          {...(current >= 0 && current < matching.length ? { "aria-activedescendant": `${listId}-${current}` } : {})}
          // The cell is being edited because somebody asked for it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          className={classNames("absolute inset-0 bg-surface px-2 text-ink outline-2 -outline-offset-2 outline-(--accent)", mono === true && "identifier")}
          placeholder={multiple ? values.map((value) => known.get(value)?.label ?? "?").join(", ") : known.get(values[0] ?? "")?.label ?? ""}
          value={text} onChange={(event) => { setText(event.target.value); setActive(undefined); }} onKeyDown={keys} onBlur={() => finish("blur")}
        />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="start" sideOffset={2} collisionPadding={8} role="presentation" className="floating z-50 max-h-72 min-w-56 overflow-y-auto p-1"
          onOpenAutoFocus={(event) => event.preventDefault()} onCloseAutoFocus={(event) => event.preventDefault()} onPointerDown={(event) => event.preventDefault()}
        >
          <p id={`${listId}-chosen`} className="sr-only">{values.length === 0 ? "Nothing chosen" : `Chosen: ${values.map((value) => known.get(value)?.label ?? "?").join(", ")}`}</p>
          {multiple && values.length > 0 ? (
            <div aria-hidden className="flex max-w-80 flex-wrap gap-1 border-b border-line p-1 pb-1.5">
              {values.map((value) => (
                <button key={value} type="button" tabIndex={-1} onClick={() => setValues(values.filter((other) => other !== value))} className={classNames("flex h-5 max-w-full items-center gap-1 rounded-sm bg-sunken px-1.5 text-xs hover:text-bad", mono === true && "identifier")}>
                  <span className="truncate">{known.get(value)?.label ?? "?"}</span><X className="size-3" />
                </button>
              ))}
            </div>
          ) : undefined}
          <div ref={list} id={listId} role="listbox" aria-label={label} aria-multiselectable={multiple}>
            {matching.map((option, i) => (
              // The keyboard chooses from the text field, which says by aria-activedescendant what is active.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={option.value} id={`${listId}-${i}`} role="option" tabIndex={-1} aria-selected={i === current} onClick={() => take(option, "Enter")}
                className={classNames("flex h-7 items-center gap-2 rounded-sm px-2 select-none hover:bg-sunken", i === current && "bg-accent-soft")}
              >
                <span className={classNames("min-w-0 flex-1 truncate", mono === true && option.value !== "" && "identifier", option.value === "" && "text-ink-3")}>{option.label}</span>
                {option.hint === undefined ? undefined : <span className="text-xs text-ink-3">{option.hint}</span>}
                {!multiple && values.includes(option.value) ? <Check aria-hidden className="size-3.5 text-accent-text" /> : undefined}
              </div>
            ))}
          </div>
          {matching.length === 0 ? <p className="px-2 py-1 text-sm text-ink-3">{options.length === 0 ? "Nothing to choose from" : "Nothing fits"}</p> : undefined}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
