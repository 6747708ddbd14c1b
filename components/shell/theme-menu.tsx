"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { useTheme } from "./theme-provider";

/** Light, dark, or as the device. */
export function ThemeMenu() {
  const { choice, choose } = useTheme();
  const icon = choice === "dark" ? <Moon /> : choice === "light" ? <Sun /> : <Monitor />;
  return (
    <Menu
      align="end"
      items={[
        { label: "Light", checked: choice === "light", onSelect: () => choose("light") },
        { label: "Dark", checked: choice === "dark", onSelect: () => choose("dark") },
        { label: "As the device", checked: choice === "system", onSelect: () => choose("system") },
      ]}
    >
      <IconButton name="Theme">{icon}</IconButton>
    </Menu>
  );
}
