import { influxdb } from "../../../targets/influxdb";
import { everyChoice, provesEvolutions } from "../testing/every-choice";
import { opensHostileFiles } from "../testing/hostile-files";
import { hostile, hostileLater, library, libraryEvolutions } from "../testing/library";
import { openInfluxdb } from "./index";

for (const { id } of influxdb.versions) {
  const open = (): ReturnType<typeof openInfluxdb> => openInfluxdb(id);
  provesEvolutions(influxdb, id, open, { to: library }, libraryEvolutions);
  provesEvolutions(influxdb, id, open, { to: hostile }, { "names that mean something elsewhere": { to: hostileLater }, "as it was": { to: hostile } });
  provesEvolutions(influxdb, id, open, { to: library }, everyChoice(influxdb, id, library));
}

opensHostileFiles(influxdb);
