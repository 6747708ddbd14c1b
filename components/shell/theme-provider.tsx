"use client";

import { createContext, use, useCallback, useMemo, useState, useSyncExternalStore, type ReactNode } from "react";
import { themeCookie, type ThemeChoice } from "./theme";

interface ThemeState {
  readonly choice: ThemeChoice;
  /** What is really shown. */
  readonly theme: "light" | "dark";
  choose(choice: ThemeChoice): void;
}

const ThemeContext = createContext<ThemeState | undefined>(undefined);

const darkQuery = "(prefers-color-scheme: dark)";

function subscribeToSystem(listener: () => void): () => void {
  const query = window.matchMedia(darkQuery);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Holds the theme and keeps `data-theme` and the cookie in step with it. */
export function ThemeProvider({ initial, children }: { initial: ThemeChoice; children: ReactNode }) {
  const [choice, setChoice] = useState(initial);
  const systemDark = useSyncExternalStore(subscribeToSystem, () => window.matchMedia(darkQuery).matches, () => false);
  const choose = useCallback((next: ThemeChoice) => {
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
    setChoice(next);
  }, []);
  const theme = choice === "system" ? (systemDark ? "dark" : "light") : choice;
  const state = useMemo(() => ({ choice, theme, choose }) as const, [choice, theme, choose]);
  return <ThemeContext value={state}>{children}</ThemeContext>;
}

/** The theme in use and how to change it. */
export function useTheme(): ThemeState {
  const state = use(ThemeContext);
  if (state === undefined) throw new Error("useTheme needs a ThemeProvider");
  return state;
}
