import { nativeFacility } from "../native/facility";
import { nativeTarget } from "../native/native-target";
import type { Target } from "../target";
import { artefacts } from "./artefacts";
import { files } from "./files";
import { map } from "./map";
import { migrate } from "./migrate";
import { editionOf, isInModel, type InModel } from "./model";
import { shellWord } from "./names";
import { typeLoss } from "./types";

/** InfluxDB: tables of points by time, with tags and fields; by edition, since those differ in what can be changed. */
export const influxdb: Target = nativeTarget({
  id: "influxdb", label: "InfluxDB",
  versions: [{ id: "3-core", label: "InfluxDB 3 Core" }, { id: "3-enterprise", label: "InfluxDB 3 Enterprise" }, { id: "2", label: "InfluxDB 2 (open source)" }],
  loss: typeLoss,
  native: nativeFacility<InModel>({
    language: "shell", words: { container: "table", containers: "tables", member: "column", members: "columns" },
    isModel: isInModel, map, artefacts, migrate, files, samples,
  }),
});

function samples({ tables, version }: InModel): readonly string[] {
  const edition = editionOf(version);
  return tables.flatMap(({ database, samples: lines }) => lines.map((line) => (edition.three ? `influxdb3 write --database ${shellWord(database)} --precision ns ${shellWord(line)}` : `influx write --bucket ${shellWord(database)} --precision ns ${shellWord(line)}`)));
}
