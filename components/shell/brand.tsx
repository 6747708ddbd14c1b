import Link from "next/link";

/** The mark: three laid-down layers. */
export function BrandMark() {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className="size-5">
      <path d="M10 2.5 17.5 6 10 9.5 2.5 6Z" className="fill-accent" />
      <path d="M2.5 10 10 13.5 17.5 10" className="fill-none stroke-accent" strokeWidth="1.6" strokeLinejoin="round" strokeLinecap="round" />
      <path d="M2.5 14 10 17.5 17.5 14" className="fill-none stroke-ink-3" strokeWidth="1.6" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  );
}

/** Mark and name; leads to the list of designs. */
export function Brand() {
  return (
    <Link href="/" className="flex h-full items-center gap-2 rounded-control pr-2 font-semibold tracking-[-0.01em]">
      <span className="grid w-12 place-items-center"><BrandMark /></span>
      Strata
    </Link>
  );
}
