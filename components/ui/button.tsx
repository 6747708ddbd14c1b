import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

const looks: Record<ButtonVariant, string> = {
  primary: "bg-accent text-accent-ink hover:bg-accent-strong font-medium",
  secondary: "bg-surface text-ink border border-line-strong hover:bg-sunken",
  quiet: "text-ink-2 hover:bg-sunken hover:text-ink",
  danger: "bg-surface text-bad border border-line-strong hover:bg-bad-soft",
};

/** Classes of a button, for links that look like one. */
export function buttonClass(variant: ButtonVariant = "secondary"): string {
  return classNames(
    "control inline-flex shrink-0 items-center justify-center gap-1.5 px-2.5 text-base whitespace-nowrap select-none",
    "disabled:opacity-50 disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:stroke-[1.5]",
    looks[variant],
  );
}

/** A button with a verb on it. One primary per page. */
export function Button({ variant = "secondary", className, type = "button", ...rest }: ComponentProps<"button"> & { readonly variant?: ButtonVariant }) {
  return <button type={type} className={classNames(buttonClass(variant), className)} {...rest} />;
}
