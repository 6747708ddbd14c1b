import type { ReactNode } from "react";
import { Brand } from "./brand";
import { ThemeMenu } from "./theme-menu";

/** The bar over every page: where you are on the left, what you can do on the right. */
export function TopBar({ children, actions }: { readonly children?: ReactNode; readonly actions?: ReactNode }) {
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-surface pr-2">
      <Brand />
      <div className="flex min-w-0 flex-1 items-center gap-2">{children}</div>
      <div className="flex shrink-0 items-center gap-2">
        {actions}
        <ThemeMenu />
      </div>
    </header>
  );
}

/** Bar and page, for what lies outside a design. */
export function PageFrame({ children, actions }: { readonly children: ReactNode; readonly actions?: ReactNode }) {
  return (
    <div className="flex h-dvh flex-col">
      <TopBar actions={actions} />
      <main className="min-h-0 flex-1 overflow-y-auto">{children}</main>
    </div>
  );
}
