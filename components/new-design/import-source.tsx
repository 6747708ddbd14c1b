"use client";

import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { importFormats, type ImportFormat } from "@/lib/design/wire";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { detectFormat } from "@/lib/import/detect";
import { formatLabels } from "./format-labels";
import { readFile, type ImportSource } from "./read-file";

interface Props {
  readonly source: ImportSource | undefined;
  onSource(source: ImportSource | undefined): void;
}

/** Texts longer than this are not put into the text area: a browser's text field stutters long before 20 MB. */
const editable = 200_000;

/** Where an import's text comes from: a dropped or chosen file, or pasted text. */
export function ImportSourceField({ source, onSource }: Props) {
  const file = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string>();
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    const read = await readFile(chosen);
    setProblem("problem" in read ? read.problem : undefined);
    onSource("problem" in read ? undefined : read);
  };
  const inField = source !== undefined && source.format !== "bundle" && source.format !== "migrations" && source.text.length <= editable;
  return (
    <div
      className={classNames("grid gap-3 rounded-card border border-dashed p-4", over ? "border-accent bg-accent-soft" : "border-line-strong bg-surface")}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); void take(event.dataTransfer.files[0]); }}
    >
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => file.current?.click()}><FileUp aria-hidden />Choose a file</Button>
        <input ref={file} type="file" aria-label="File to import" tabIndex={-1} className="sr-only" accept=".sql,.ddl,.dump,.dbml,.json,.zip,.txt" onChange={(event) => { void take(event.target.files?.[0]); event.target.value = ""; }} />
        <span className="text-ink-2">or drop it here: SQL (dumps too), DBML, Strata JSON, a released bundle, a zip of a migrations folder</span>
      </div>
      {source?.file === undefined ? undefined : (
        <p className="flex items-center gap-2 text-sm"><span className="identifier">{source.file}</span><span className="text-ink-3">{Math.max(1, Math.round(source.text.length / 1024)).toLocaleString("en")} kB</span></p>
      )}
      {problem === undefined ? undefined : <p role="alert" className="text-bad">{problem}</p>}
      {source !== undefined && !inField ? <Button variant="quiet" className="justify-self-start" onClick={() => onSource(undefined)}>Use another text</Button> : (
        <Field label="Text">
          {(ids) => (
            <TextArea
              {...ids}
              mono
              rows={10}
              className="max-h-[40vh]"
              placeholder={"CREATE TABLE customers (\n  id bigint PRIMARY KEY,\n  email text NOT NULL UNIQUE\n);"}
              value={source?.text ?? ""}
              onChange={(event) => {
                const text = event.target.value;
                setProblem(undefined);
                onSource(text === "" ? undefined : { text, format: detectFormat(text, source?.file), ...(source?.file === undefined ? {} : { file: source.file }) });
              }}
            />
          )}
        </Field>
      )}
      {source === undefined ? undefined : (
        <Field label="Format" className="max-w-60">
          {(ids) => (
            <Select
              {...ids}
              value={source.format}
              options={importFormats.map((format) => ({ value: format, label: formatLabels[format] }))}
              onChange={(value) => {
                const format: ImportFormat | undefined = importFormats.find((known) => known === value);
                if (format !== undefined) onSource({ ...source, format });
              }}
            />
          )}
        </Field>
      )}
    </div>
  );
}
