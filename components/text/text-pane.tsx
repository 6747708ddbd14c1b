"use client";

import { CircleCheck, LoaderCircle, OctagonAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import type { Design } from "@/lib/design/design";
import { diffSchemas, likelyRenames, readSpokenRenames, renameComments } from "@/lib/diff";
import { useDesignPart, useSession } from "@/components/studio/design-provider";
import { useTarget } from "@/components/studio/use-target";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useToast } from "@/components/ui/toast";
import { printDesign, type SchemaLanguage } from "./print-design";
import { RenameChoices } from "./rename-choices";
import { textPatch } from "./text-patch";
import { useTextDraft, type DraftState, type ValidDraft } from "./use-text-draft";

const MonacoEditor = dynamic(() => import("./monaco-editor"), { ssr: false, loading: () => <span className="skeleton m-3 block h-4 w-40" /> });

const none: ReadonlySet<string> = new Set();

/** What of the text's drops and adds are renames: said in it (`-- strata: rename users -> people`), or to be asked. */
function renamesOf(base: Design, draft: ValidDraft, text: string) {
  const said = readSpokenRenames(renameComments(text), base.schema, draft.schema);
  return { said, questions: likelyRenames(base.schema, draft.schema, diffSchemas(base.schema, draft.schema, { renames: said.renames })) };
}

/** The schema as text beside the diagram. It follows the diagram; edited, it is read and changes the diagram when applied. */
export function TextPane({ language }: { readonly language: SchemaLanguage }) {
  const session = useSession();
  const show = useToast();
  const target = useTarget();
  const schema = useDeferredValue(useDesignPart(({ design }) => design.schema));
  const version = useDesignPart(({ design }) => design.settings.targetVersion);
  const printed = useMemo(() => printDesign(language, schema, target, version), [language, schema, target, version]);
  /** Apply was asked for while the text was still being read. */
  const waiting = useRef(false);
  /** The text as it was last typed. */
  const latest = useRef("");
  const onValid = (design: Design, valid: ValidDraft) => {
    if (!waiting.current) return;
    waiting.current = false;
    // Questions are for the person to answer first.
    if (renamesOf(design, valid, latest.current).questions.length === 0) write(design, valid, none);
  };
  const { text, base, draft, edit, drop } = useTextDraft(language, printed, onValid);
  const renames = useMemo(() => (draft.state === "valid" && base !== undefined ? renamesOf(base, draft, text ?? "") : undefined), [draft, base, text]);
  const questions = renames?.questions ?? [];
  // Answers hold for the text they were given to.
  const [answers, setAnswers] = useState<{ readonly draft: DraftState; readonly refused: ReadonlySet<string> }>();
  const refused = answers?.draft === draft ? answers.refused : none;

  function write(design: Design, valid: ValidDraft, declined: ReadonlySet<string>) {
    const found = renamesOf(design, valid, latest.current);
    const answered = found.questions.filter((question) => !declined.has(question.from)).map(({ from, to }) => ({ from, to }));
    // Against the design the text was changed from: what others changed meanwhile stays.
    const patch = textPatch(design, valid.schema, valid.unedited, [...found.said.renames, ...answered]);
    drop();
    if (patch.size === 0) { show({ text: "The text says what the diagram says." }); return; }
    session.apply(patch);
    show({ text: "The diagram follows the text.", action: { label: "Undo", run: () => session.undo() } });
  }
  const apply = () => {
    if (draft.state === "valid" && base !== undefined) write(base, draft, refused);
    else waiting.current = text !== undefined;
  };
  const type = (next: string) => { waiting.current = false; latest.current = next; edit(next); };

  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1">
        <MonacoEditor
          label={language === "sql" ? `SQL of the design for ${target.label}` : "DBML of the design"}
          language={language === "sql" && target.capabilities.scripts === "mysql" ? "mysql" : language} text={text ?? printed} onChange={type} onSave={apply}
          {...(draft.state === "valid" || draft.state === "invalid" ? { diagnostics: draft.diagnostics } : {})}
        />
      </div>
      {text === undefined ? undefined : (
        <div className="grid max-h-[50%] shrink-0 gap-2 overflow-y-auto border-t border-line bg-surface px-3 py-1.5">
          {renames?.said.unknown.map((sentence) => <p key={sentence} className="text-sm text-bad">A comment renames what is not there: {sentence}</p>)}
          <RenameChoices questions={questions} refused={refused} onChange={(next) => setAnswers({ draft, refused: next })} />
          <div className="flex items-center gap-2">
            <DraftStatus state={draft.state} message={draft.state === "invalid" ? draft.diagnostics.find((d) => d.severity === "error") : undefined} />
            <Button variant="quiet" onClick={drop}>Discard</Button>
            <Button variant="primary" disabled={draft.state !== "valid"} onClick={apply}>Apply <Kbd keys="Mod+S" className="border-transparent bg-transparent text-accent-ink" /></Button>
          </div>
        </div>
      )}
    </div>
  );
}

function DraftStatus({ state, message }: { readonly state: "clean" | "checking" | "valid" | "invalid"; readonly message: { readonly message: string; readonly place?: { readonly line?: number } } | undefined }) {
  const Icon = state === "valid" ? CircleCheck : state === "invalid" ? OctagonAlert : LoaderCircle;
  const words = state === "valid" ? "Understood. Apply it to change the diagram." : state === "invalid" ? `${message?.place?.line === undefined ? "" : `Line ${message.place.line}: `}${message?.message ?? "The text is not understood."}` : "Reading the text";
  return (
    <p role="status" className={`flex min-w-0 flex-1 items-center gap-1.5 text-sm ${state === "invalid" ? "text-bad" : state === "valid" ? "text-ok" : "text-ink-3"}`}>
      <Icon aria-hidden className="size-3.5 shrink-0 stroke-[1.5]" /><span className="truncate" title={words}>{words}</span>
    </p>
  );
}
