import { nativeProof } from "../../../proof/native/testing/native-proof";
import { typesense } from "../../../targets/typesense";
import { openTypesense } from "./index";

for (const { id } of typesense.versions) nativeProof(typesense, id, () => openTypesense(id));
