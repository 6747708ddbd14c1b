import type { Target } from "../target";
import { nativeTarget } from "../native";
import { artefacts } from "./artefacts";
import { typeLoss } from "./attribute-types";
import { files } from "./files";
import { map } from "./map";
import { migrate } from "./migrate";
import { isDynamoModel } from "./model";
import { nativeFacility } from "../native";
import { samples } from "./samples";

/** Amazon DynamoDB: one service, so one version. Keys follow the access patterns; nothing is ever answered by a Scan. */
export const dynamodb: Target = nativeTarget({
  id: "dynamodb", label: "DynamoDB", versions: [{ id: "current", label: "DynamoDB" }], loss: typeLoss,
  native: nativeFacility({
    language: "json", words: { container: "table", containers: "tables", member: "attribute", members: "attributes" },
    isModel: isDynamoModel, map, artefacts, migrate, files, samples,
  }),
});
