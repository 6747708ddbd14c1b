"use client";

import { useId, type ReactNode } from "react";
import { classNames } from "./class-names";

export interface FieldIds {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

interface Props {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong and what to do; shown below the control and tied to it. */
  readonly error?: string | undefined;
  readonly layout?: "stacked" | "row";
  readonly className?: string;
  /** Renders the control with the ids that tie it to its label and messages. */
  children(ids: FieldIds): ReactNode;
}

/** A label, a control, and what there is to say about it. */
export function Field({ label, hint, error, layout = "stacked", className, children }: Props) {
  const id = useId();
  const message = error ?? hint;
  const ids: FieldIds = {
    id,
    ...(message === undefined ? {} : { "aria-describedby": `${id}-message` }),
    ...(error === undefined ? {} : { "aria-invalid": true as const }),
  };
  return (
    <div className={classNames(layout === "row" ? "grid grid-cols-[92px_minmax(0,1fr)] items-center gap-x-2" : "grid gap-1", className)}>
      <label htmlFor={id} className="text-sm text-ink-2">{label}</label>
      {children(ids)}
      {message === undefined ? undefined : (
        <p id={`${id}-message`} className={classNames("text-sm", layout === "row" && "col-start-2 pt-1", error === undefined ? "text-ink-3" : "text-bad")}>
          {message}
        </p>
      )}
    </div>
  );
}
