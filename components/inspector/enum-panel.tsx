"use client";

import { ArrowDown, ArrowUp, Trash2, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { addEnumValue, deleteRecords, removeEnumValue, renameEnum, renameEnumValue, setEnum } from "@/lib/design/commands";
import type { EnumType } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { DraftInput, DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { nameProblem, orNull } from "./name-rules";
import { PanelHeader } from "./panel-header";
import { Section } from "./section";

/** An enum's name and values; the order of the values is their sort order. */
export function EnumPanel({ type }: { readonly type: EnumType }) {
  const target = useTarget();
  const { run } = useRun();
  const { select, focus, clearFocus } = useSelection();
  const enums = useDesignPart(({ design }) => design.schema.enums);
  const tables = useDesignPart(({ design }) => design.schema.tables);
  const users = tables.flatMap((table) => table.columns.filter((column) => column.type.kind === "enum" && column.type.enumId === type.id).map((column) => ({ table, column })));
  const [problem, setProblem] = useState<string>();
  const [valueProblem, setValueProblem] = useState<string>();
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus?.id !== type.id) return;
    name.current?.focus();
    name.current?.select();
    clearFocus();
  }, [focus, type.id, clearFocus]);
  const quiet = { keepSelection: true } as const;
  const move = (i: number, step: -1 | 1) => {
    const values = [...type.values];
    const [value] = values.splice(i, 1);
    if (value === undefined) return;
    values.splice(i + step, 0, value);
    run(setEnum, { enumId: type.id, values }, quiet);
  };
  const add = (field: HTMLInputElement) => {
    const value = field.value.trim();
    if (value === "") return;
    setValueProblem(type.values.includes(value) ? `The value ${value} is there already.` : undefined);
    if (type.values.includes(value)) return;
    run(addEnumValue, { enumId: type.id, value }, quiet);
    field.value = "";
  };
  return (
    <div>
      <PanelHeader kind="Enum" actions={<IconButton name="Delete enum" size="small" onClick={() => run(deleteRecords, { ids: [type.id] })}><Trash2 /></IconButton>}>
        <Field label="Name" error={problem}>
          {(ids) => (
            <DraftInput
              {...ids} ref={name} mono dir="auto" className="font-semibold" value={type.name}
              validate={(text) => nameProblem(text, target, enums.filter((other) => other.id !== type.id && other.namespace === type.namespace).map((other) => other.name))}
              onError={setProblem} onCommit={(text) => run(renameEnum, { enumId: type.id, name: text.trim() }, quiet)}
            />
          )}
        </Field>
        {target.capabilities.namespaces ? <Field label="Namespace" layout="row">{(ids) => <DraftInput {...ids} mono value={type.namespace ?? ""} placeholder="default" onCommit={(text) => run(setEnum, { enumId: type.id, namespace: orNull(text) }, quiet)} />}</Field> : undefined}
        <Field label="Comment" layout="row">{(ids) => <DraftTextArea {...ids} rows={1} dir="auto" value={type.comment ?? ""} onCommit={(text) => run(setEnum, { enumId: type.id, comment: orNull(text) }, quiet)} />}</Field>
      </PanelHeader>
      <Section id="enum-values" title="Values" count={type.values.length}>
        <ol aria-label="Values" className="-mx-1.5 grid">
          {type.values.map((value, i) => (
            <li key={value} className="group grid grid-cols-[minmax(0,1fr)_24px_24px_24px] items-center rounded-control hover:bg-sunken">
              <DraftInput
                bare mono dir="auto" aria-label={`Value ${i + 1}`} value={value}
                validate={(text) => (text.trim() === "" ? "Give the value a text." : text !== value && type.values.includes(text) ? `The value ${text} is there already.` : undefined)}
                onError={setValueProblem}
                onCommit={(text) => run(renameEnumValue, { enumId: type.id, from: value, to: text.trim() }, quiet)}
                onKeyDown={(event) => { if (event.altKey && event.key === "ArrowUp" && i > 0) { event.preventDefault(); move(i, -1); } if (event.altKey && event.key === "ArrowDown" && i < type.values.length - 1) { event.preventDefault(); move(i, 1); } }}
              />
              <IconButton name={`Move ${value} up`} size="small" disabled={i === 0} onClick={() => move(i, -1)}><ArrowUp /></IconButton>
              <IconButton name={`Move ${value} down`} size="small" disabled={i === type.values.length - 1} onClick={() => move(i, 1)}><ArrowDown /></IconButton>
              <IconButton name={`Remove ${value}`} size="small" onClick={() => run(removeEnumValue, { enumId: type.id, value }, quiet)}><X /></IconButton>
            </li>
          ))}
        </ol>
        <Input mono aria-label="Add a value" placeholder="Add value" className="mt-1" onBlur={(event) => add(event.currentTarget)} onKeyDown={(event) => { if (event.key === "Enter" && !event.nativeEvent.isComposing) add(event.currentTarget); }} />
        {valueProblem === undefined ? undefined : <p role="alert" className="pt-1 text-sm text-bad">{valueProblem}</p>}
      </Section>
      <Section id="enum-users" title="Used by" count={users.length}>
        {users.length === 0 ? <p className="text-sm text-ink-3">No column yet. Choose it as a column's type.</p> : (
          <ul className="-mx-1.5">
            {users.map(({ table, column }) => (
              <li key={column.id}><button type="button" dir="auto" onClick={() => select([column.id])} className="identifier block h-7 w-full truncate rounded-control px-1.5 text-left hover:bg-sunken">{table.name}.{column.name}</button></li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
