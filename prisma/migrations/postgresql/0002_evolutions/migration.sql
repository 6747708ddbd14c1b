-- What a release takes away and was agreed to, and the breaking changes that it leaves under way.
ALTER TABLE "releases" ADD COLUMN "consent" TEXT;
ALTER TABLE "releases" ADD COLUMN "drawn" TEXT;
ALTER TABLE "releases" ADD COLUMN "evolutions" TEXT;
ALTER TABLE "migrations" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'schema' CHECK ("kind" IN ('schema', 'data'));
CREATE TABLE "checkpoints" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "design_id" TEXT NOT NULL REFERENCES "designs" ("id") ON DELETE RESTRICT,
  "evolution_id" TEXT NOT NULL,
  "phase" TEXT NOT NULL,
  "sentence" TEXT NOT NULL,
  "confirmed_by" TEXT NOT NULL,
  "confirmed_by_id" TEXT NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
  "confirmed_at" TIMESTAMP(3) NOT NULL
);
CREATE UNIQUE INDEX "checkpoints_design_id_evolution_id_phase_key" ON "checkpoints" ("design_id", "evolution_id", "phase");

CREATE TRIGGER "checkpoints_no_update" BEFORE UPDATE ON "checkpoints"
FOR EACH ROW EXECUTE FUNCTION "strata_refuse_change"('a confirmed checkpoint');
