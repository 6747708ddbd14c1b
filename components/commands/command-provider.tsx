"use client";

import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { isInOverlay, isTyping } from "@/components/ui/typing";
import { matchesShortcut } from "./shortcut";
import type { StudioCommand } from "./studio-command";

interface Registry {
  readonly commands: readonly StudioCommand[];
  register(source: string, commands: readonly StudioCommand[] | undefined): void;
}

const RegistryContext = createContext<Registry | undefined>(undefined);
const RegisterContext = createContext<Registry["register"] | undefined>(undefined);

/** Gathers what can be done on the page now, and runs it by its keys. */
export function CommandProvider({ children }: { readonly children: ReactNode }) {
  const [sources, setSources] = useState<ReadonlyMap<string, readonly StudioCommand[]>>(new Map());
  const register = useCallback<Registry["register"]>((source, commands) => {
    setSources((before) => {
      const next = new Map(before);
      if (commands === undefined) next.delete(source); else next.set(source, commands);
      return next;
    });
  }, []);
  const all = useMemo(() => [...sources.values()].flat(), [sources]);
  const latest = useRef(all);
  useEffect(() => { latest.current = all; }, [all]);
  useEffect(() => {
    const mac = /Mac|iPhone|iPad/.test(navigator.platform);
    const keys = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isInOverlay(event.target)) return;
      const typing = isTyping(event.target);
      for (const command of latest.current) {
        if (command.disabled === true || (typing && command.whileTyping !== true)) continue;
        const shortcuts = [...(command.shortcut === undefined ? [] : [command.shortcut]), ...(command.alternatives ?? [])];
        if (!shortcuts.some((shortcut) => matchesShortcut(event, shortcut, mac))) continue;
        event.preventDefault();
        command.run();
        return;
      }
    };
    window.addEventListener("keydown", keys);
    return () => window.removeEventListener("keydown", keys);
  }, []);
  const registry = useMemo(() => ({ commands: all, register }), [all, register]);
  return <RegisterContext value={register}><RegistryContext value={registry}>{children}</RegistryContext></RegisterContext>;
}

/** Every command that can be offered now, in the order its part of the page registered it. */
export function useCommands(): readonly StudioCommand[] {
  const registry = use(RegistryContext);
  if (registry === undefined) throw new Error("useCommands needs a CommandProvider");
  return registry.commands;
}

/** Offers commands while the calling component is there. `commands` must keep its identity until it means something else. */
export function useOfferCommands(source: string, commands: readonly StudioCommand[]): void {
  const register = use(RegisterContext);
  if (register === undefined) throw new Error("useOfferCommands needs a CommandProvider");
  useEffect(() => {
    register(source, commands);
    return () => register(source, undefined);
  }, [register, source, commands]);
}
