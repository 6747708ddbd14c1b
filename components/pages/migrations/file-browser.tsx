"use client";

import { FileCode2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { CodeView } from "@/components/text/code-view";
import type { TextLanguage } from "@/components/text/languages";

export interface BrowsedFile {
  readonly name: string;
  readonly content: string;
  /** Chips beside the name. */
  readonly marks?: ReactNode;
  /** A sentence above the text. */
  readonly title?: string;
  /** What it is written in; absent: by the ending of its name. */
  readonly language?: TextLanguage;
}

const endings: Readonly<Record<string, TextLanguage>> = { sql: "sql", js: "javascript", ts: "javascript", mjs: "javascript", json: "json", py: "python", cypher: "cypher", graphql: "graphql", gql: "graphql", lua: "lua", md: "markdown", sh: "shell", yml: "yaml", yaml: "yaml", redis: "redis" };

function languageOf({ name, language }: BrowsedFile): TextLanguage {
  return language ?? endings[name.slice(name.lastIndexOf(".") + 1)] ?? "plain";
}

/** Files left, the chosen one's text right. */
export function FileBrowser({ label, files }: { readonly label: string; readonly files: readonly BrowsedFile[] }) {
  const [name, setName] = useState<string>();
  const chosen = files.find((file) => file.name === name) ?? files[0];
  if (chosen === undefined) return undefined;
  return (
    <div className="grid min-h-80 grid-cols-[minmax(200px,320px)_minmax(0,1fr)] overflow-hidden rounded-card border border-line bg-surface">
      <ul aria-label={label} className="max-h-120 overflow-y-auto border-r border-line p-1">
        {files.map((file) => (
          <li key={file.name} className={classNames("rounded-control", file === chosen && "bg-accent-soft")}>
            <button type="button" aria-pressed={file === chosen} title={file.name} onClick={() => setName(file.name)} className="flex h-7 w-full min-w-0 items-center gap-2 rounded-control px-2 text-left hover:bg-sunken">
              <FileCode2 aria-hidden className="size-4 shrink-0 stroke-[1.5] text-ink-3" />
              <span className="identifier min-w-0 flex-1 truncate">{file.name}</span>
            </button>
            {file.marks === undefined ? undefined : <span className="flex flex-wrap gap-1 px-2 pb-1 pl-8 empty:hidden">{file.marks}</span>}
          </li>
        ))}
      </ul>
      <div className="flex min-w-0 flex-col">
        {chosen.title === undefined ? undefined : <p className="border-b border-line px-3 py-1.5 text-ink-2">{chosen.title}</p>}
        <CodeView label={chosen.name} language={languageOf(chosen)} text={chosen.content} />
      </div>
    </div>
  );
}
