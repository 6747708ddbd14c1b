CREATE TABLE "workspaces" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "created_at" TIMESTAMP(3) NOT NULL
);
CREATE TABLE "users" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "workspace_id" TEXT NOT NULL REFERENCES "workspaces" ("id") ON DELETE RESTRICT,
  "name" TEXT NOT NULL,
  "created_at" TIMESTAMP(3) NOT NULL
);
CREATE TABLE "designs" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "workspace_id" TEXT NOT NULL REFERENCES "workspaces" ("id") ON DELETE RESTRICT,
  "name" TEXT NOT NULL,
  "target" TEXT NOT NULL,
  "tables" INTEGER NOT NULL DEFAULT 0,
  "created_by_id" TEXT NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
  "created_at" TIMESTAMP(3) NOT NULL,
  "updated_at" TIMESTAMP(3) NOT NULL,
  "deleted_at" TIMESTAMP(3)
);
CREATE INDEX "designs_workspace_id_updated_at_idx" ON "designs" ("workspace_id", "updated_at");
CREATE TABLE "proofs" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "design_id" TEXT NOT NULL REFERENCES "designs" ("id") ON DELETE RESTRICT,
  "subject" TEXT NOT NULL,
  "passed" BOOLEAN NOT NULL,
  "body" TEXT NOT NULL,
  "created_at" TIMESTAMP(3) NOT NULL
);
CREATE INDEX "proofs_design_id_created_at_idx" ON "proofs" ("design_id", "created_at");
CREATE TABLE "releases" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "design_id" TEXT NOT NULL REFERENCES "designs" ("id") ON DELETE RESTRICT,
  "number" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  "schema" TEXT NOT NULL,
  "target" TEXT NOT NULL,
  "target_version" TEXT NOT NULL,
  "proof_id" TEXT REFERENCES "proofs" ("id") ON DELETE RESTRICT,
  "unproven_reason" TEXT,
  "created_by_id" TEXT NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
  "created_at" TIMESTAMP(3) NOT NULL,
  CHECK ("proof_id" IS NOT NULL OR "unproven_reason" IS NOT NULL)
);
CREATE UNIQUE INDEX "releases_design_id_number_key" ON "releases" ("design_id", "number");
CREATE TABLE "migrations" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "release_id" TEXT NOT NULL REFERENCES "releases" ("id") ON DELETE RESTRICT,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "content" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  "chain" TEXT NOT NULL
);
CREATE UNIQUE INDEX "migrations_release_id_position_key" ON "migrations" ("release_id", "position");

-- The update log: one row for each acknowledged update, merged now and then into the snapshot.
CREATE TABLE "design_log" (
  "seq" BIGSERIAL PRIMARY KEY,
  "design_id" TEXT NOT NULL,
  "update" BYTEA NOT NULL,
  "user_id" TEXT,
  "at" BIGINT NOT NULL
);
CREATE INDEX "design_log_design_id_seq_idx" ON "design_log" ("design_id", "seq");
CREATE TABLE "design_snapshot" (
  "design_id" TEXT NOT NULL PRIMARY KEY,
  "state" BYTEA NOT NULL,
  "revision" TEXT NOT NULL,
  "at" BIGINT NOT NULL
);
CREATE TABLE "design_quarantine" (
  "id" BIGSERIAL PRIMARY KEY,
  "design_id" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "seq" BIGINT,
  "bytes" BYTEA NOT NULL,
  "reason" TEXT NOT NULL,
  "at" BIGINT NOT NULL
);
CREATE INDEX "design_quarantine_design_id_idx" ON "design_quarantine" ("design_id");

-- Released is final, whoever asks.
CREATE FUNCTION "strata_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% never changes: make a new one', TG_ARGV[0];
END;
$$;
CREATE TRIGGER "releases_final" BEFORE UPDATE OR DELETE ON "releases"
FOR EACH ROW EXECUTE FUNCTION "strata_refuse_change"('a release');
CREATE TRIGGER "migrations_final" BEFORE UPDATE OR DELETE ON "migrations"
FOR EACH ROW EXECUTE FUNCTION "strata_refuse_change"('a released migration');
CREATE TRIGGER "releases_no_truncate" BEFORE TRUNCATE ON "releases"
FOR EACH STATEMENT EXECUTE FUNCTION "strata_refuse_change"('a release');
CREATE TRIGGER "migrations_no_truncate" BEFORE TRUNCATE ON "migrations"
FOR EACH STATEMENT EXECUTE FUNCTION "strata_refuse_change"('a released migration');
