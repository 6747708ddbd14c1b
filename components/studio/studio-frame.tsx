"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { CommandDesk } from "@/components/commands/command-desk";
import { Rail } from "@/components/shell/rail";
import { SaveIndicator } from "@/components/shell/save-indicator";
import { PresenceAvatars } from "@/components/shell/presence-avatars";
import { PageFrame, TopBar } from "@/components/shell/top-bar";
import { Button, buttonClass } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/states";
import { DesignProvider } from "./design-provider";
import { DesignName } from "./design-name";
import { RefusedBanner } from "./refused-banner";
import { ShareButton } from "./share-button";
import { StudioSkeleton } from "./studio-skeleton";
import { TargetChip } from "./target-chip";

/** Everything around a design's pages: opens the design, and puts bar and rail around the page. */
export function StudioFrame({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <DesignProvider
      id={id}
      loading={<StudioSkeleton id={id} />}
      failed={(message, retry) => (
        <PageFrame>
          <h1 className="sr-only">Design</h1>
          <ErrorState title="The design could not be opened" action={<><Button onClick={retry}>Try again</Button><Link href="/" className={buttonClass("quiet")}>See all designs</Link></>}>{message}</ErrorState>
        </PageFrame>
      )}
    >
      <CommandDesk>
        <div className="flex h-dvh flex-col">
          <TopBar actions={<><PresenceAvatars /><ShareButton /></>}>
            <DesignName />
            <TargetChip />
            <SaveIndicator />
          </TopBar>
          <RefusedBanner />
          <div className="flex min-h-0 flex-1">
            <Rail designId={id} />
            <main className="min-h-0 min-w-0 flex-1 overflow-hidden">{children}</main>
          </div>
        </div>
      </CommandDesk>
    </DesignProvider>
  );
}
