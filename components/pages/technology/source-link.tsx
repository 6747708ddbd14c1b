import { ExternalLink } from "lucide-react";
import type { Citation } from "@/lib/advisor";
import { withoutLimit } from "@/lib/design/advice";

/** Where something was read, and when; said plainly where it was not. */
export function SourceLink({ source, seen, verified }: Citation) {
  return (
    <span className="whitespace-nowrap text-ink-3">
      <a className="text-accent-text underline decoration-line-strong underline-offset-2" href={source} target="_blank" rel="noreferrer" title={source}>{hostOf(source)}<ExternalLink aria-hidden className="ml-0.5 inline size-3" /></a>
      {", "}{seen}{verified ? "" : ", not verified"}
    </span>
  );
}

/** What a rule says of the answers, and the documented limit where the sentence does not have it already. */
export function LimitText({ sentence, limit }: { readonly sentence: string; readonly limit: string }) {
  return <>{withoutLimit(sentence, limit)} <span className="text-ink-2">{limit}</span></>;
}

/** Basis of a number: an address, or a judgement of our own. */
export function Basis({ basis }: { readonly basis: string }) {
  if (!basis.startsWith("https://")) return <span className="text-ink-3">judgement</span>;
  return <a className="text-accent-text underline decoration-line-strong underline-offset-2" href={basis} target="_blank" rel="noreferrer" title={basis}>{hostOf(basis)}<ExternalLink aria-hidden className="ml-0.5 inline size-3" /></a>;
}

function hostOf(source: string): string {
  try {
    return new URL(source).hostname.replace(/^www\./, "");
  } catch {
    return "source";
  }
}
