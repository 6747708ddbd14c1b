import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { AppProviders } from "@/components/shell/app-providers";
import { parseTheme, themeCookie } from "@/components/shell/theme";

export const metadata: Metadata = {
  title: { default: "Strata", template: "%s · Strata" },
  description: "A self-hosted schema design studio: draw together, evolve safely, prove every migration.",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/**
 * Rendered per request, so that Next can put the request's nonce on its scripts.
 * The theme comes from a cookie: no script has to run before the first paint.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" {...(theme === "system" ? {} : { "data-theme": theme })}>
      <body>
        <AppProviders theme={theme}>{children}</AppProviders>
      </body>
    </html>
  );
}
