"use client";

import { useOthers } from "@/components/studio/design-provider";
import { groupColor } from "@/components/ui/group-color";
import { Tip } from "@/components/ui/tip";

const shown = 4;

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? "?")][0] ?? "?").join("").toUpperCase();
}

/** Who else has the design open. */
export function PresenceAvatars() {
  const others = useOthers();
  if (others.length === 0) return undefined;
  const rest = others.slice(shown);
  return (
    <ul aria-label="Also here" className="flex items-center -space-x-1">
      {others.slice(0, shown).map((other) => (
        <li key={other.client}>
          <Tip text={other.user.name}>
            <span tabIndex={0} role="img" aria-label={other.user.name} className="grid size-6 place-items-center rounded-full border-2 bg-surface text-xs font-semibold text-ink" style={{ borderColor: groupColor(other.user.color) }}>
              <span aria-hidden>{initials(other.user.name)}</span>
            </span>
          </Tip>
        </li>
      ))}
      {rest.length === 0 ? undefined : (
        <li>
          <Tip text={rest.map((other) => other.user.name).join(", ")}>
            <span tabIndex={0} role="img" aria-label={`${rest.length} more`} className="grid size-6 place-items-center rounded-full border-2 border-line bg-sunken text-xs text-ink-2"><span aria-hidden>+{rest.length}</span></span>
          </Tip>
        </li>
      )}
    </ul>
  );
}
