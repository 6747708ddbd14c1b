import { useId, type ReactNode } from "react";

/** A titled part of a page. */
export function Section({ title, trailing, children }: { readonly title: string; readonly trailing?: ReactNode; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <div className="flex items-center gap-2">
        <h2 id={id} className="flex-1 font-semibold">{title}</h2>
        {trailing}
      </div>
      {children}
    </section>
  );
}
