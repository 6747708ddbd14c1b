import type { Release, ReleaseSummary, StoredProof } from "../../design/wire";
import { readSchemaFile } from "../../import/json/import-json";
import type { ProofRecord, ReleaseRecord } from "../store/catalog";
import { parseProof } from "./stored-proof";

/** A release as lists show it. */
export function presentReleaseSummary(release: ReleaseRecord): ReleaseSummary {
  const { number, name, note, createdAt, createdBy, files, proof, unprovenReason } = release;
  return {
    number, name, note, createdAt: createdAt.toISOString(), createdBy,
    files: files.map((file) => ({ name: file.name, sha256: file.sha256 })),
    proven: proof?.passed === true,
    ...(unprovenReason === undefined ? {} : { unprovenReason }),
  };
}

/** A release with everything it holds. */
export function presentRelease(release: ReleaseRecord): Release {
  const read = readSchemaFile(release.schema);
  if (!read.ok) throw new Error(`The schema of release ${release.number} cannot be read`);
  return {
    ...presentReleaseSummary(release),
    schema: read.value.schema, target: release.target, targetVersion: release.targetVersion,
    migrations: release.files.map(({ name, content }) => ({ name, content })),
    ...(release.proof === undefined ? {} : { proof: parseProof(release.proof.body) }),
  };
}

export function presentProof(record: ProofRecord): StoredProof {
  return { ...parseProof(record.body), id: record.id, createdAt: record.createdAt.toISOString() };
}
