"use client";

import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Tip } from "./tip";

interface Props extends Omit<ComponentProps<"button">, "name" | "aria-label"> {
  /** What it does: its accessible name and tooltip. */
  readonly name: string;
  readonly shortcut?: string | undefined;
  readonly active?: boolean;
  readonly size?: "normal" | "small";
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly children: ReactNode;
}

/** A square button with an icon; the name shows on hover and is read aloud. */
export function IconButton({ name, shortcut, active, size = "normal", side = "bottom", className, type = "button", ...rest }: Props) {
  return (
    <Tip text={name} shortcut={shortcut} side={side}>
      <button
        type={type}
        aria-label={name}
        {...(active === undefined ? {} : { "aria-pressed": active })}
        className={classNames(
          "inline-grid shrink-0 place-items-center rounded-control transition-colors duration-[120ms] [&_svg]:stroke-[1.5]",
          size === "normal" ? "size-7 [&_svg]:size-4" : "size-6 [&_svg]:size-3.5",
          "disabled:opacity-40 disabled:pointer-events-none",
          active === true ? "bg-accent-soft text-accent-text" : "text-ink-2 hover:bg-sunken hover:text-ink",
          className,
        )}
        {...rest}
      />
    </Tip>
  );
}
