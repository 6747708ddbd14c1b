"use client";

import { ChevronsLeft, ChevronsRight, FileText, GitBranch, History, ListTree, Shapes, Split, Workflow, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { classNames } from "@/components/ui/class-names";
import { Tip } from "@/components/ui/tip";

export interface DesignPage {
  /** Last part of the address; empty for the diagram. */
  readonly path: string;
  readonly label: string;
  readonly icon: LucideIcon;
}

/** The pages of a design, in the order of the rail. */
export const designPages: readonly DesignPage[] = [
  { path: "", label: "Diagram", icon: Workflow },
  { path: "patterns", label: "Patterns", icon: ListTree },
  { path: "technology", label: "Technology", icon: Split },
  { path: "shape", label: "Shape", icon: Shapes },
  { path: "migrations", label: "Migrations", icon: GitBranch },
  { path: "document", label: "Document", icon: FileText },
  { path: "history", label: "History", icon: History },
];

/** Address of a design's page. */
export function pageHref(id: string, path: string): string {
  return path === "" ? `/d/${encodeURIComponent(id)}` : `/d/${encodeURIComponent(id)}/${path}`;
}

const wideKey = "strata-rail";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setWide(wide: boolean): void {
  window.localStorage.setItem(wideKey, wide ? "wide" : "narrow");
  for (const listener of listeners) listener();
}

/** The way between a design's pages: icons, or icons with names. */
export function Rail({ designId }: { readonly designId: string }) {
  const path = usePathname();
  const wide = useSyncExternalStore(subscribe, () => window.localStorage.getItem(wideKey) === "wide", () => false);
  const item = "flex h-8 items-center gap-2.5 rounded-control px-2 transition-colors duration-[120ms] [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]";
  return (
    <nav aria-label="Pages of the design" className={classNames("flex shrink-0 flex-col border-r border-line bg-surface p-2", wide ? "w-40" : "w-12")}>
      <ul className="grid gap-1">
        {designPages.map(({ path: part, label, icon: Icon }) => {
          const href = pageHref(designId, part);
          const current = path === href || (part !== "" && path.startsWith(`${href}/`));
          const link = (
            <Link href={href} aria-label={label} {...(current ? { "aria-current": "page" as const } : {})} className={classNames(item, current ? "bg-accent-soft text-accent-text" : "text-ink-2 hover:bg-sunken hover:text-ink")}>
              <Icon aria-hidden />
              {wide ? <span aria-hidden>{label}</span> : undefined}
            </Link>
          );
          return <li key={part}>{wide ? link : <Tip text={label} side="right">{link}</Tip>}</li>;
        })}
      </ul>
      <Tip text={wide ? "Hide names" : "Show names"} side="right">
        <button type="button" aria-label="Names of pages" aria-pressed={wide} onClick={() => setWide(!wide)} className={classNames(item, "mt-auto text-ink-3 hover:bg-sunken hover:text-ink")}>
          {wide ? <ChevronsLeft aria-hidden /> : <ChevronsRight aria-hidden />}
        </button>
      </Tip>
    </nav>
  );
}
