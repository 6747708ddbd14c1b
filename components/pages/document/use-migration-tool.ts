"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { findMigrationTool, type MigrationTool } from "@/lib/export/migrations";

/** The tool that the bundle's migrations are for, kept in the address; `usual` when none is chosen. */
export function useMigrationTool(usual: MigrationTool): readonly [MigrationTool, (id: string) => void] {
  const parameters = useSearchParams();
  const path = usePathname();
  const tool = findMigrationTool(parameters.get("migrations") ?? "") ?? usual;
  const change = useCallback((id: string) => {
    const query = new URLSearchParams(window.location.search);
    if (id === usual.id) query.delete("migrations");
    else query.set("migrations", id);
    const text = query.toString();
    window.history.replaceState(null, "", text === "" ? path : `${path}?${text}`);
  }, [path, usual]);
  return [tool, change];
}
