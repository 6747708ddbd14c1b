"use client";

import { Link2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useCopyLink } from "./use-copy-link";

/** Copies a link to what is on the screen. */
export function ShareButton() {
  return <Button onClick={useCopyLink()}><Link2 aria-hidden />Share</Button>;
}
