-- The shapes that a release froze of stores whose database is derived from the schema (documents, keys, series, graphs, search).
ALTER TABLE "releases" ADD COLUMN "shapes" TEXT;
