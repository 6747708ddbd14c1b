import { memo } from "react";
import { useStore, ViewportPortal } from "reactflow";
import { groupColor } from "@/components/ui/group-color";
import type { CanvasUser } from "./types";

/** Other users' pointers with their names, the same size at every zoom. */
export const PresenceLayer = memo(function PresenceLayer({ others }: { readonly others: readonly CanvasUser[] }) {
  const zoom = useStore((state) => state.transform[2]);
  return (
    <ViewportPortal>
      {others.map(({ client, user, cursor }) => (cursor === undefined ? undefined : (
        <div key={client} aria-hidden className="canvas-cursor" style={{ transform: `translate(${cursor.x}px, ${cursor.y}px) scale(${1 / zoom})`, color: groupColor(user.color) }}>
          <svg width="16" height="18" viewBox="0 0 16 18"><path d="M1 1 L1 14.5 L5 11 L7.6 16.6 L10 15.5 L7.5 10 L12.6 9.6 Z" fill="currentColor" stroke="var(--surface, #fff)" strokeWidth="1.25" strokeLinejoin="round" /></svg>
          <span dir="auto">{user.name}</span>
        </div>
      )))}
    </ViewportPortal>
  );
});
