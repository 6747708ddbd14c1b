import { nativeFacility, nativeTarget } from "../native";
import type { Target } from "../target";
import { artefacts, files } from "./artefacts";
import { map } from "./map";
import { migrate } from "./migrate";
import { isRedisModel } from "./model";
import { samples } from "./samples";
import { typeLoss } from "./values";

/** Redis: keys by access pattern, written by functions that keep what leads to rows in step. Search and JSON come with Redis 8. */
export const redis: Target = nativeTarget({
  id: "redis", label: "Redis", versions: [{ id: "8.0", label: "Redis 8" }, { id: "7.2", label: "Redis 7.2" }], loss: typeLoss,
  native: nativeFacility({
    language: "redis", words: { container: "kind of key", containers: "kinds of keys", member: "field", members: "fields" },
    isModel: isRedisModel, map, artefacts, migrate, files, samples,
  }),
});
