import type { NativeFile } from "../native";
import { slugOf } from "../native/naming";
import { rulesOf } from "./rules";
import { sampleDocuments, samplePath } from "./samples";
import { indexesJson } from "./state";
import type { FirestoreModel } from "./model";

/** The shape as the Firebase command takes it, and sample documents. */
export function artefacts(model: FirestoreModel): readonly NativeFile[] {
  const taken = new Set<string>();
  return [
    { path: "firebase.json", content: json({ firestore: { rules: "firestore.rules", indexes: "firestore.indexes.json" }, emulators: { firestore: { port: 8080 } } }), language: "json" },
    { path: "firestore.rules", content: rulesOf(model), language: "plaintext" },
    { path: "firestore.indexes.json", content: json(indexesJson(model)), language: "json" },
    ...model.collections.map((collection): NativeFile => {
      const base = slugOf(collection.name);
      let name = base;
      for (let n = 2; taken.has(name); n += 1) name = `${base}_${n}`;
      taken.add(name);
      return { path: `firestore/samples/${name}.json`, content: json(sampleDocuments(collection).map(({ id, data }) => ({ path: samplePath(model, collection, id), data }))), language: "json" };
    }),
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
