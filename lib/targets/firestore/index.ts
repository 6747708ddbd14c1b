import { nativeFacility, nativeTarget } from "../native";
import type { Target } from "../target";
import { artefacts } from "./artefacts";
import { files } from "./files";
import { map } from "./map";
import { migrate } from "./migrate";
import { isFirestoreModel } from "./model";
import { sampleCommands } from "./samples";
import { firestoreLoss } from "./types";

/** Firestore: collections, subcollections and parts of documents, with rules and indexes. Commands are deployments, writes and work on all documents of a collection, as JSON. */
export const firestore: Target = nativeTarget({
  id: "firestore", label: "Firestore", versions: [{ id: "standard", label: "Firestore Standard edition" }, { id: "enterprise", label: "Firestore Enterprise edition" }], loss: firestoreLoss,
  native: nativeFacility({
    language: "json", words: { container: "collection", containers: "collections", member: "field", members: "fields" },
    isModel: isFirestoreModel, map, artefacts, migrate, files, samples: sampleCommands,
  }),
});
