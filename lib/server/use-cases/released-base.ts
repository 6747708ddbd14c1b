import { z } from "zod";
import type { EvolutionInFlight, InFlight } from "../../design/flight";
import type { ReleasedBase } from "../../design/pending";
import { readShapes } from "../../design/released-shapes";
import { emptySchema, isTechnologyId, type Schema } from "../../model";
import { readSchemaFile } from "../../import/json/import-json";
import type { ReleaseRecord } from "../store/catalog";

/** Written by this server only; what is checked is that the column holds such a list at all. */
const flightsShape = z.array(z.custom<EvolutionInFlight>((value) => typeof value === "object" && value !== null && "id" in value && "startedIn" in value && "reached" in value));

/** The last release as the plan needs it; undefined before the first. Releases come newest first. */
export function releasedBase(releases: readonly ReleaseRecord[]): ReleasedBase | undefined {
  const [last] = releases;
  if (last === undefined) return undefined;
  if (!isTechnologyId(last.target)) throw new Error(`Release ${last.number} is of the unknown technology ${last.target}`);
  const files = releases.flatMap((release) => release.files);
  return {
    schema: schemaOf(last), target: last.target, number: last.number,
    fileNames: files.filter(({ kind }) => kind === undefined).map(({ name }) => name),
    dataFileNames: files.filter(({ kind }) => kind === "data").map(({ name }) => name),
    evolutions: flightsOf(last, releases),
    ...(last.shapes === undefined ? {} : { shapes: readShapes(last.shapes) }),
  };
}

/** The schema that a release froze. */
export function schemaOf(release: ReleaseRecord): Schema {
  return read(release, release.schema);
}

/** The changes in phases of a release, each with the schemas that it was started between. `releases` has those before it. */
export function flightsOf(release: ReleaseRecord, releases: readonly ReleaseRecord[]): readonly InFlight[] {
  if (release.evolutions === undefined) return [];
  const stored: unknown = JSON.parse(release.evolutions);
  const byNumber = new Map(releases.map((each) => [each.number, each]));
  return flightsShape.parse(stored).map((flight): InFlight => {
    // What ended is history: nobody builds it again.
    if (flight.ended !== undefined) return { ...flight, base: emptySchema, goal: emptySchema };
    const started = byNumber.get(flight.startedIn);
    const before = byNumber.get(flight.startedIn - 1);
    if (started === undefined) throw new Error(`Release ${release.number} has a change in phases of release ${flight.startedIn}, which is not there`);
    return { ...flight, base: before === undefined ? emptySchema : schemaOf(before), goal: started.drawn === undefined ? schemaOf(started) : read(started, started.drawn) };
  });
}

function read(release: ReleaseRecord, text: string): Schema {
  const result = readSchemaFile(text);
  if (!result.ok) throw new Error(`The schema of release ${release.number} cannot be read: ${result.diagnostics[0]?.message ?? ""}`);
  return result.value.schema;
}
