"use client";

import { useState, type ComponentProps, type KeyboardEvent } from "react";
import { Input, TextArea } from "./input";

interface Draft {
  /** The value as the document holds it; shown whenever the person is not typing. */
  readonly value: string;
  /** Called on Enter or when the field is left, only with a changed text. */
  onCommit(text: string): void;
  /** Says what is wrong with a text before it is committed; a refused text stays in the field. */
  validate?(text: string): string | undefined;
  readonly onError?: (message: string | undefined) => void;
}

/** Keeps a text being typed apart from the shared value, so that other people's edits do not move the cursor. */
function useDraft({ value, onCommit, validate, onError }: Draft) {
  // A draft belongs to the value it was begun on: when the record changes under us, the new value shows.
  const [begun, setBegun] = useState<{ readonly on: string; readonly text: string }>();
  const draft = begun?.on === value ? begun.text : undefined;
  const setDraft = (text: string | undefined) => setBegun(text === undefined ? undefined : { on: value, text });
  const commit = () => {
    if (draft === undefined || draft === value) { setDraft(undefined); onError?.(undefined); return; }
    const problem = validate?.(draft);
    onError?.(problem);
    if (problem !== undefined) return;
    onCommit(draft);
    setDraft(undefined);
  };
  const cancel = () => { setDraft(undefined); onError?.(undefined); };
  return { text: draft ?? value, setText: setDraft, commit, cancel, dirty: draft !== undefined && draft !== value };
}

/** Escape takes the draft back; with none, it leaves the field. */
function stepBack(event: KeyboardEvent<HTMLElement>, draft: { readonly dirty: boolean; cancel(): void }): void {
  event.preventDefault();
  event.stopPropagation();
  if (draft.dirty) draft.cancel(); else event.currentTarget.blur();
}

type InputProps = Omit<ComponentProps<typeof Input>, "value" | "onChange" | "onBlur" | "onError"> & Draft;

/** A text field that writes when left or on Enter, and goes back on Escape. */
export function DraftInput({ value, onCommit, validate, onError, onKeyDown, ...rest }: InputProps) {
  const draft = useDraft({ value, onCommit, ...(validate === undefined ? {} : { validate }), ...(onError === undefined ? {} : { onError }) });
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    onKeyDown?.(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); draft.commit(); }
    if (event.key === "Escape") stepBack(event, draft);
  };
  return <Input {...rest} value={draft.text} onChange={(event) => draft.setText(event.target.value)} onBlur={draft.commit} onKeyDown={keys} />;
}

type AreaProps = Omit<ComponentProps<typeof TextArea>, "value" | "onChange" | "onBlur" | "onError"> & Draft;

/** A text area that writes when left or on Ctrl+Enter, and goes back on Escape. */
export function DraftTextArea({ value, onCommit, validate, onError, onKeyDown, ...rest }: AreaProps) {
  const draft = useDraft({ value, onCommit, ...(validate === undefined ? {} : { validate }), ...(onError === undefined ? {} : { onError }) });
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    onKeyDown?.(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); draft.commit(); }
    if (event.key === "Escape") stepBack(event, draft);
  };
  return <TextArea {...rest} value={draft.text} onChange={(event) => draft.setText(event.target.value)} onBlur={draft.commit} onKeyDown={keys} />;
}
