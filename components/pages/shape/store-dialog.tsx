"use client";

import { useState } from "react";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { addStore, setStore } from "@/lib/design/commands";
import { storeRoles, type SecondStore, type StoreRole } from "@/lib/design/second-store";
import { isTechnologyId, type Id, type TechnologyId } from "@/lib/model";
import { builtTargets, findTarget } from "@/lib/targets/registry";

const derived = builtTargets.filter(({ native }) => native !== undefined);

/** What a role usually means, to begin from. */
const usual: Readonly<Record<StoreRole, { readonly target: TechnologyId; readonly sync: string }>> = {
  "search index": { target: "typesense", sync: "An outbox table is written in the transaction that changes a row; a worker reads it and updates the index. The index is rebuilt whole from the system of record when its fields change." },
  cache: { target: "redis", sync: "Read through: a miss reads the system of record and keeps the row for its time to live. A change deletes the key after its transaction." },
  "time series": { target: "influxdb", sync: "The application writes measurements here only; the system of record keeps what they are about." },
  analytics: { target: "elasticsearch", sync: "Change data capture from the system of record, a few seconds behind." },
  graph: { target: "neo4j", sync: "Change data capture from the system of record; nodes are merged by their id, so that a repeated change does no harm." },
  copy: { target: "mongodb", sync: "An outbox table is written in the transaction that changes a row; a worker reads it and updates the copy." },
};

/** Makes or changes a second store: which tables live in another technology too, as what, and how the copy is kept in step. */
export function StoreDialog({ store, onClose, onMade }: { readonly store: SecondStore | undefined; onClose(): void; onMade(id: Id): void }) {
  const tables = useDesignPart((s) => s.design.schema.tables);
  const { run } = useRun();
  const [role, setRole] = useState<StoreRole>(store?.role ?? "search index");
  const [target, setTarget] = useState<TechnologyId>(store?.target ?? built(usual["search index"].target));
  const [held, setHeld] = useState<ReadonlySet<Id>>(new Set(store?.tables));
  const [sync, setSync] = useState(store?.sync ?? usual["search index"].sync);
  const versions = findTarget(target)?.versions ?? [];
  const [version, setVersion] = useState(store?.version ?? "");
  const chosenVersion = versions.some(({ id }) => id === version) ? version : versions[0]?.id ?? "";
  const choose = (next: StoreRole) => {
    if (sync === usual[role].sync) setSync(usual[next].sync);
    if (store === undefined && target === built(usual[role].target)) setTarget(built(usual[next].target));
    setRole(next);
  };
  const save = () => {
    const chosen = { role, tables: tables.filter(({ id }) => held.has(id)).map(({ id }) => id), sync, version: chosenVersion };
    const result = store === undefined ? run(addStore, { ...chosen, target }, { keepSelection: true }) : run(setStore, { ...chosen, storeId: store.id }, { keepSelection: true });
    if (!result.ok) return;
    const [made] = result.edit.select ?? [];
    if (made !== undefined) onMade(made);
    onClose();
  };
  return (
    <Dialog
      open onClose={onClose} title={store === undefined ? "Add second store" : "Change second store"}
      description="Some tables live in a second technology too. The design's own technology stays the system of record; the copy has its own files in each release."
      actions={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" disabled={held.size === 0} onClick={save}>{store === undefined ? "Add store" : "Save"}</Button></>}
    >
      <div className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label="Serves as">{(ids) => <Select {...ids} value={role} options={storeRoles.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))} onChange={(value) => { const next = storeRoles.find((each) => each === value); if (next !== undefined) choose(next); }} />}</Field>
          <Field label="Technology">{(ids) => <Select {...ids} disabled={store !== undefined} value={target} options={derived.map(({ id, label }) => ({ value: id, label }))} onChange={(value) => { if (isTechnologyId(value)) setTarget(value); }} />}</Field>
          <Field label="Version">{(ids) => <Select {...ids} value={chosenVersion} options={versions.map(({ id, label }) => ({ value: id, label }))} onChange={setVersion} />}</Field>
        </div>
        <fieldset className="grid gap-1">
          <legend className="pb-1 text-sm text-ink-2">Tables that live in it too</legend>
          <div className="grid max-h-60 gap-1 overflow-y-auto rounded-card border border-line p-2 sm:grid-cols-2" tabIndex={0} role="group" aria-label="Tables">
            {tables.map(({ id, name }) => (
              <Checkbox key={id} label={<span className="identifier break-all">{name}</span>} checked={held.has(id)} onChange={(on) => { const next = new Set(held); if (on) next.add(id); else next.delete(id); setHeld(next); }} />
            ))}
          </div>
          {held.size === 0 ? <p className="text-sm text-ink-2">Choose at least one table.</p> : undefined}
        </fieldset>
        <Field label="How it is kept in step" hint="Markdown. It goes into the design document.">
          {(ids) => <TextArea {...ids} rows={3} maxLength={10_000} value={sync} onChange={(event) => setSync(event.target.value)} />}
        </Field>
      </div>
    </Dialog>
  );
}

/** The technology when it is built, else the first that is. */
function built(id: TechnologyId): TechnologyId {
  return derived.some((target) => target.id === id) ? id : derived[0]?.id ?? id;
}
