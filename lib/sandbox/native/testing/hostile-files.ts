import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Target } from "../../../targets/target";
import { hostile, hostileLater } from "./library";

/** Every exported file of a design with hostile names is what its ending says; nothing of a name is markup in Markdown. */
export function opensHostileFiles(target: Target): void {
  const { native } = target;
  if (native === undefined) throw new Error(`${target.id} has no native facility`);
  for (const { id: version } of target.versions) {
    it(`writes files of ${target.label} ${version} that their languages read, whatever names hold`, () => {
      const first = native.map({ ...hostile, choices: new Map(), version });
      const second = native.map({ ...hostileLater, choices: new Map(), version, released: first.model });
      const migrations = [...native.migrate(undefined, first.model).migrations, ...native.migrate(first.model, second.model).migrations];
      const files = [...native.artefacts(first.model), ...migrations.flatMap((migration, i) => [...native.files(migration, `${i + 1}`), ...(migration.data === undefined ? [] : [{ path: `data.${migration.data.extension}`, content: migration.data.content, language: "javascript" }])])];
      const folder = mkdtempSync(join(tmpdir(), "strata-hostile-"));
      try {
        const seen = new Set<string>();
        for (const { path, content } of files) {
          expect(path).toMatch(/^[A-Za-z0-9_./-]+$/);
          if (seen.has(content)) continue;
          seen.add(content);
          if (path.endsWith(".json")) JSON.parse(content);
          if (path.endsWith("json") && !path.endsWith(".json")) for (const line of content.trim().split("\n")) JSON.parse(line);
          if (path.endsWith(".md")) expect(content).not.toMatch(/<b>|<\/script>/);
          if (!path.endsWith(".mjs") && !path.endsWith(".sh")) continue;
          const file = join(folder, path.replaceAll("/", "_"));
          writeFileSync(file, content);
          if (path.endsWith(".mjs")) execFileSync(process.execPath, ["--check", file], { stdio: "pipe" });
          else execFileSync("sh", ["-n", file], { stdio: "pipe" });
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }, 60_000);
  }
}
