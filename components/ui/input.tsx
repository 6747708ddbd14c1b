import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** Classes of a text control. `bare`: without a border until hovered or focused, for editing in place. */
export function inputClass(bare = false, mono = false): string {
  return classNames(
    "control w-full min-w-0 border bg-surface px-2 text-ink disabled:opacity-60 aria-invalid:border-bad read-only:text-ink-2",
    "focus-visible:outline-offset-0",
    bare ? "border-transparent bg-transparent hover:border-line-strong focus:bg-surface" : "border-line-strong",
    mono && "identifier",
  );
}

/** One line of text. */
export function Input({ bare, mono, className, type = "text", ...rest }: ComponentProps<"input"> & { readonly bare?: boolean; readonly mono?: boolean }) {
  return <input type={type} autoComplete="off" spellCheck={mono === true ? false : undefined} className={classNames(inputClass(bare, mono), className)} {...rest} />;
}

/** Several lines of text, at least `rows`; grows with what is in it. */
export function TextArea({ mono, className, rows = 2, style, ...rest }: ComponentProps<"textarea"> & { readonly mono?: boolean }) {
  return (
    <textarea
      rows={rows}
      // A field as high as its content ignores `rows`, so they become its least height.
      style={{ minHeight: rows <= 1 ? 28 : rows * 18 + 14, ...style }}
      spellCheck={mono === true ? false : undefined}
      className={classNames(inputClass(false, mono), "h-auto resize-none py-1.5 [field-sizing:content] max-h-80", className)}
      {...rest}
    />
  );
}
