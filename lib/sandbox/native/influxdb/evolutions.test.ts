import { influxdb } from "../../../targets/influxdb";
import { everyChoice, provesEvolutions } from "../testing/every-choice";
import { library, libraryEvolutions } from "../testing/library";
import { openInfluxdb } from "./index";

for (const { id } of influxdb.versions) {
  const open = (): ReturnType<typeof openInfluxdb> => openInfluxdb(id);
  provesEvolutions(influxdb, id, open, { to: library }, libraryEvolutions);
  provesEvolutions(influxdb, id, open, { to: library }, everyChoice(influxdb, id, library));
}
