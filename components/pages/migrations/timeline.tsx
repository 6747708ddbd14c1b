"use client";

import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReleaseSummary } from "@/lib/design/wire";
import { counted } from "@/lib/model";

/** Releases as strata: what is pending on top, the first release at the bottom. */
export function Timeline({ href, releases, pending, current }: {
  readonly href: string;
  readonly releases: readonly ReleaseSummary[];
  /** What is pending in a few words: "2 changes". */
  readonly pending: string;
  /** Number of the shown release; undefined for what is pending. */
  readonly current: number | undefined;
}) {
  return (
    <nav aria-label="Releases" className="w-60 shrink-0 overflow-y-auto border-r border-line bg-surface p-2">
      <ol>
        <Stratum href={href} current={current === undefined} dot="border-dashed border-accent" title="Pending" detail={pending} />
        {releases.map((release) => (
          <Stratum
            key={release.number}
            href={`${href}?release=${release.number}`}
            current={current === release.number}
            dot={release.proven ? "border-ok bg-ok" : "border-warn bg-warn"}
            title={`${release.number}. ${release.name}`}
            detail={<>{counted(release.files.length + release.dataFiles.length, "file")} · {release.proven ? "proven" : "unproven"} · <RelativeTime iso={release.createdAt} /></>}
          />
        ))}
      </ol>
    </nav>
  );
}

function Stratum({ href, current, dot, title, detail }: { readonly href: string; readonly current: boolean; readonly dot: string; readonly title: string; readonly detail: React.ReactNode }) {
  return (
    <li className="relative before:absolute before:top-0 before:bottom-0 before:left-[15px] before:w-px before:bg-line first:before:top-4 last:before:bottom-auto last:before:h-4">
      <Link href={href} {...(current ? { "aria-current": "page" as const } : {})} className={classNames("relative flex gap-2 rounded-control px-2 py-1.5", current ? "bg-accent-soft" : "hover:bg-sunken")}>
        <span aria-hidden className={classNames("mt-1.5 ml-[3px] size-2 shrink-0 rounded-full border", dot)} />
        <span className="min-w-0">
          <span className="line-clamp-2 font-medium break-words">{title}</span>
          <span className="block text-sm text-ink-2">{detail}</span>
        </span>
      </Link>
    </li>
  );
}
