"use client";

import dynamic from "next/dynamic";
import { classNames } from "@/components/ui/class-names";
import type { TextLanguage } from "./languages";

const MonacoEditor = dynamic(() => import("./monaco-editor"), { ssr: false, loading: () => <span className="skeleton m-3 block h-4 w-40" /> });

/** A text to read, coloured. Fills its container; give `height` where the container has none (in pixels, or `fit` for as many lines as there are, up to 30). */
export function CodeView({ label, language, text, height, className }: { readonly label: string; readonly language: TextLanguage; readonly text: string; readonly height?: number | "fit"; readonly className?: string }) {
  const lines = Math.min(30, text.split("\n").length);
  return (
    <div className={classNames("min-h-20 min-w-0 flex-1", height === undefined && "h-full", className)} {...(height === undefined ? {} : { style: { height: height === "fit" ? lines * 18 + 16 : height, flex: "none" } })}>
      <MonacoEditor label={label} language={language} text={text} readOnly />
    </div>
  );
}
