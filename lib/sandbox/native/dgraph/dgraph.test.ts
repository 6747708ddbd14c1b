import { openDgraphSandbox } from ".";
import { nativeProof } from "../../../proof/native/testing/native-proof";
import { dgraph } from "../../../targets/dgraph";

for (const { id } of dgraph.versions) nativeProof(dgraph, id, () => openDgraphSandbox(id));
