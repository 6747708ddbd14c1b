/** The person's choice of theme; `system` follows the device. */
export type ThemeChoice = "system" | "light" | "dark";

/** Cookie that carries the choice, so the server renders the right theme at once. */
export const themeCookie = "strata-theme";

/** Reads the cookie's value; anything unknown means `system`. */
export function parseTheme(value: string | undefined): ThemeChoice {
  return value === "light" || value === "dark" ? value : "system";
}
