"use client";

import { useSyncExternalStore } from "react";
import { classNames } from "./class-names";

const never = () => () => {};

/** Whether this device writes shortcuts the Mac way; false while rendering on the server. */
export function useIsMac(): boolean {
  return useSyncExternalStore(never, () => /Mac|iPhone|iPad/.test(navigator.platform), () => false);
}

const macSigns: Readonly<Record<string, string>> = { Mod: "⌘", Shift: "⇧", Alt: "⌥", Ctrl: "⌃", Enter: "↵", Delete: "⌫" };

/** The text of a shortcut as the device's keyboard shows it: `Mod+Shift+Z` to `⇧⌘Z` or `Ctrl+Shift+Z`. */
export function shortcutText(shortcut: string, mac: boolean): string {
  const keys = shortcut.split("+");
  return mac ? keys.map((key) => macSigns[key] ?? key).join("") : keys.map((key) => (key === "Mod" ? "Ctrl" : key)).join("+");
}

/** A keyboard shortcut. */
export function Kbd({ keys, className }: { readonly keys: string; readonly className?: string }) {
  const mac = useIsMac();
  return (
    <kbd className={classNames("rounded-sm border border-line bg-sunken px-1 font-mono text-xs leading-4 text-ink-2", className)}>
      {shortcutText(keys, mac)}
    </kbd>
  );
}
