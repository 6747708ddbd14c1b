"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { parseFilter, printFilter, type ViewFilter } from "./view-filter";

/** The filter in the address, and how to change it. */
export function useViewFilter(): readonly [ViewFilter, (filter: ViewFilter) => void] {
  const parameters = useSearchParams();
  const path = usePathname();
  const filter = useMemo(() => parseFilter(parameters), [parameters]);
  const change = useCallback((next: ViewFilter) => {
    const query = printFilter(next, new URLSearchParams(window.location.search)).toString();
    window.history.replaceState(null, "", query === "" ? path : `${path}?${query}`);
  }, [path]);
  return [filter, change];
}
