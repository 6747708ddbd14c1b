/** Keys under which panels and rail keep their sizes on this device (ui/splitter.tsx, shell/rail.tsx). */
const keys = {
  width: "react-resizable-panels:strata-diagram:work:inspector", height: "react-resizable-panels:strata-diagram-work:canvas:bottom", rail: "strata-rail",
};

/** Gives the parts of the skeleton around its canvas the sizes they will have, so that the picture stays where it is. */
export function arrangeSkeleton(canvas: HTMLElement): void {
  const page = canvas.closest<HTMLElement>("[data-skeleton]");
  const part = (name: string) => page?.querySelector<HTMLElement>(`[data-part=${name}]`) ?? undefined;
  const rail = part("rail"), inspector = part("inspector"), bottom = part("bottom"), work = canvas.parentElement?.parentElement;
  if (rail !== undefined && stored(keys.rail) === "wide") rail.style.width = "160px";
  const right = share(keys.width, "inspector"), below = share(keys.height, "bottom");
  // Shares are of the space without the line between the panels.
  if (inspector !== undefined && right !== undefined) inspector.style.width = `${((page?.clientWidth ?? 0) - (rail?.offsetWidth ?? 0) - 1) * right + 1}px`;
  if (bottom !== undefined && below !== undefined && work !== null && work !== undefined) bottom.style.height = `${(work.clientHeight - 1) * below + 1}px`;
}

function stored(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Part of the whole (0-1) that a panel had last; undefined when it was never changed. */
function share(key: string, panel: string): number | undefined {
  try {
    const layout: unknown = JSON.parse(stored(key) ?? "");
    const percent: unknown = typeof layout === "object" && layout !== null ? Reflect.get(layout, panel) : undefined;
    return typeof percent === "number" && percent >= 0 && percent < 100 ? percent / 100 : undefined;
  } catch {
    return undefined;
  }
}
