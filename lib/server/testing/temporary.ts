import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

/** A directory of its own for a test file, removed at the end. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), "strata-test-"));
  afterAll(() => rm(directory, { recursive: true, force: true, maxRetries: 3 }));
  return directory;
}
