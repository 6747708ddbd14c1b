import { comments, oneSwitch, padded } from "../statement-text";
import { written, type MigrationTool } from "../tool";
import { annotated } from "./sql-migrate";

const words = { up: "-- +goose Up", down: "-- +goose Down", begin: "-- +goose StatementBegin", end: "-- +goose StatementEnd" };

/** goose 3: one switch for the whole file; ENVSUB stays off, so `${}` is text. */
export const goose: MigrationTool = {
  id: "goose", label: "goose",
  notes: () => ["`goose -dir migrations up` and `goose -dir migrations down`."],
  write: (migrations) => written(migrations.map((migration) => {
    const { transaction, up, down } = oneSwitch(migration);
    return {
      of: migration.name, path: `${padded(migration.version, 3)}_${migration.slug}.sql`,
      text: `${transaction ? "" : "-- +goose NO TRANSACTION\n"}${comments(migration)}\n${words.up}\n${up.map((sql) => annotated(sql, words)).join("")}
${words.down}\n${down.map((sql) => annotated(sql, words)).join("")}`,
    };
  })),
};
