"use client";

import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { ToastProvider } from "@/components/ui/toast";
import type { ThemeChoice } from "./theme";
import { ThemeProvider } from "./theme-provider";

/** What every page needs around it: theme, tooltips, toasts. */
export function AppProviders({ theme, children }: { theme: ThemeChoice; children: ReactNode }) {
  return (
    <ThemeProvider initial={theme}>
      <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
        <ToastProvider>{children}</ToastProvider>
      </Tooltip.Provider>
    </ThemeProvider>
  );
}
