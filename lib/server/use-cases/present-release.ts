import { z } from "zod";
import { readShapes } from "../../design/released-shapes";
import type { Release, ReleaseSummary, StoredProof } from "../../design/wire";
import type { ProofRecord, ReleaseRecord } from "../store/catalog";
import { flightsOf, schemaOf } from "./released-base";
import { parseProof } from "./stored-proof";

const consentShape = z.array(z.string());

/** A release as lists show it. */
export function presentReleaseSummary(release: ReleaseRecord): ReleaseSummary {
  const { number, name, note, createdAt, createdBy, files, proof, unprovenReason, consent } = release;
  return {
    number, name, note, createdAt: createdAt.toISOString(), createdBy,
    files: files.filter(({ kind }) => kind === undefined).map(({ name: file, sha256 }) => ({ name: file, sha256 })),
    dataFiles: files.filter(({ kind }) => kind === "data").map(({ name: file, sha256 }) => ({ name: file, sha256 })),
    proven: proof?.passed === true,
    ...(unprovenReason === undefined ? {} : { unprovenReason }),
    ...(consent === undefined ? {} : { consent: consentShape.parse(JSON.parse(consent)) }),
  };
}

/** A release with everything it holds; `releases` has those before it. */
export function presentRelease(release: ReleaseRecord, releases: readonly ReleaseRecord[]): Release {
  return {
    ...presentReleaseSummary(release),
    schema: schemaOf(release), target: release.target, targetVersion: release.targetVersion,
    migrations: release.files.filter(({ kind }) => kind === undefined).map(({ name, content }) => ({ name, content })),
    dataMigrations: release.files.filter(({ kind }) => kind === "data").map(({ name, content }) => ({ name, content })),
    evolutions: flightsOf(release, releases),
    ...(release.shapes === undefined ? {} : { shapes: readShapes(release.shapes) }),
    ...(release.proof === undefined ? {} : { proof: parseProof(release.proof.body) }),
  };
}

export function presentProof(record: ProofRecord): StoredProof {
  return { ...parseProof(record.body), id: record.id, createdAt: record.createdAt.toISOString() };
}
