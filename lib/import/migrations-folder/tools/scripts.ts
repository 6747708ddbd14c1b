import type { Diagnostic } from "../../../model";
import type { Lexis } from "../../sql/lexis";
import { byVersion, notUnderstood, type FolderFile, type FolderMigration, type FolderReading, type FolderTool } from "../folder-tool";
import { readScript, withOwnTransaction } from "../script";

/** dbmate: blocks for up and down. */
export const dbmateFolder: FolderTool = {
  id: "dbmate", label: "dbmate",
  owns: ({ path, text }) => path.endsWith(".sql") && /^--\s*migrate:up\b/m.test(text),
  read(files, lexis) {
    const diagnostics: Diagnostic[] = [];
    const migrations = files.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map((file): FolderMigration => {
      const blocks = { up: "", down: "" };
      const transaction = { up: true, down: true };
      let direction: "up" | "down" | undefined;
      for (const line of file.text.replaceAll("\r\n", "\n").split("\n")) {
        const mark = /^--\s*migrate:(up|down)\b(.*)$/.exec(line);
        if (mark !== null) {
          direction = mark[1] === "up" ? "up" : "down";
          if (/\btransaction:false\b/.test(mark[2] ?? "")) transaction[direction] = false;
        }
        // Each block keeps the lines of the whole file, so that places stay true.
        blocks.up += mark === null && direction === "up" ? `${line}\n` : "\n";
        blocks.down += mark === null && direction === "down" ? `${line}\n` : "\n";
      }
      const [up, down] = [readScript(blocks.up, file.path, lexis), readScript(blocks.down, file.path, lexis)];
      diagnostics.push(...up.diagnostics, ...down.diagnostics);
      return { name: file.path, files: [file.path], transaction, up: up.statements, down: down.statements };
    });
    return { migrations, diagnostics };
  },
};

/** Two scripts for one migration, told by a pattern with the name of the migration and the direction. */
function pairs(files: readonly FolderFile[], lexis: Lexis, nameOf: (path: string) => { readonly name: string; readonly direction: "up" | "down" } | undefined, own: boolean): FolderReading {
  const diagnostics: Diagnostic[] = [];
  const found = new Map<string, { up?: FolderFile; down?: FolderFile }>();
  for (const file of files) {
    const named = nameOf(file.path);
    if (named === undefined) continue;
    const pair = found.get(named.name) ?? {};
    pair[named.direction] = file;
    found.set(named.name, pair);
  }
  const read = (file: FolderFile | undefined) => {
    if (file === undefined) return { transaction: true, statements: [] };
    const { statements, diagnostics: said } = readScript(file.text, file.path, lexis);
    diagnostics.push(...said);
    // A script that does nothing holds a statement that does nothing.
    const meaningful = statements.filter(({ sql }) => !/^SELECT\s+1$/i.test(sql.trim()));
    return own ? withOwnTransaction(meaningful) : { transaction: true, statements: meaningful };
  };
  const migrations = [...found].sort(([a], [b]) => byVersion(a, b)).map(([name, pair]): FolderMigration => {
    const [up, down] = [read(pair.up), read(pair.down)];
    if (pair.up === undefined && pair.down !== undefined) diagnostics.push(notUnderstood(pair.down.path, 1, "There is a way back here and no way there."));
    return {
      name, files: [pair.down, pair.up].flatMap((file) => (file === undefined ? [] : [file.path])),
      transaction: { up: up.transaction, down: down.transaction }, up: up.statements, down: down.statements,
    };
  });
  return { migrations, diagnostics };
}

const golangName = /^(.*?)(\d+)_([^/]*)\.(down|up)\.sql$/;

/** golang-migrate: `1_x.up.sql` and `1_x.down.sql`. */
export const golangMigrateFolder: FolderTool = {
  id: "golang-migrate", label: "golang-migrate",
  owns: ({ path }) => golangName.test(path),
  read: (files, lexis) => pairs(files, lexis, (path) => {
    const match = golangName.exec(path);
    return match === null ? undefined : { name: `${match[1] ?? ""}${match[2] ?? ""}_${match[3] ?? ""}`, direction: match[4] === "up" ? "up" : "down" };
  }, true),
};

/** Scripts of `up/` and `down/`, or numbered scripts without a way back. */
export const plainFolder: FolderTool = {
  id: "plain", label: "Plain SQL",
  owns: ({ path }) => /(?:^|\/)\d+[^/]*\.sql$/i.test(path) || /(?:^|\/)(?:up|down)\/[^/]+\.sql$/i.test(path),
  read: (files, lexis) => pairs(files.filter(({ path }) => path.endsWith(".sql") && plainFolder.owns({ path, text: "" })), lexis, (path) => ({ name: path.replace(/(^|\/)(?:up|down)\//i, "$1"), direction: /(?:^|\/)down\//i.test(path) ? "down" : "up" }), true),
};

/** Flyway: V and U scripts with their settings; R scripts run after all others. */
export const flywayFolder: FolderTool = {
  id: "flyway", label: "Flyway",
  owns: ({ path }) => /(?:^|\/)(?:[VU][\d._]+|R)__[^/]*\.sql$/i.test(path),
  read(files, lexis) {
    const scripts = files.filter(({ path }) => this.owns({ path, text: "" }));
    const repeatable = scripts.filter(({ path }) => /(?:^|\/)R__/i.test(path));
    const versioned = pairs(scripts.filter((file) => !repeatable.includes(file)), lexis, (path) => ({
      name: path.replace(/(^|\/)[vVuU]([\d._]+__[^/]*)$/, "$1$2"), direction: /(?:^|\/)U/i.test(path.slice(path.lastIndexOf("/") + 1)) ? "down" : "up",
    }), false);
    const outside = new Set(files.filter(({ path, text }) => path.endsWith(".conf") && /^\s*(?:flyway\.)?executeInTransaction\s*=\s*false/im.test(text)).map(({ path }) => path.replace(/\.conf$/, "")));
    const literal = new Set(files.filter(({ path, text }) => path.endsWith(".conf") && /^\s*(?:flyway\.)?placeholderReplacement\s*=\s*false/im.test(text)).map(({ path }) => path.replace(/\.conf$/, "")));
    const placeholders = scripts.filter(({ path, text }) => /\$\{[^}]+\}/.test(text) && !literal.has(path)).map(({ path, text }) => (
      notUnderstood(path, text.slice(0, text.indexOf("${")).split("\n").length, "A placeholder ${...} stands here, whose value is not known.")));
    const last = repeatable.map((file): FolderMigration => {
      const { statements } = readScript(file.text, file.path, lexis);
      return { name: file.path, files: [file.path], transaction: { up: true, down: true }, up: statements, down: [] };
    }).sort((a, b) => (a.name < b.name ? -1 : 1));
    const conf = (paths: readonly string[]): readonly string[] => paths.flatMap((path) => [path, ...files.filter((file) => file.path === `${path}.conf`).map((file) => file.path)]);
    return {
      migrations: [...versioned.migrations.toSorted((a, b) => byFlyway(a.name, b.name)).map((migration) => ({
        ...migration, files: conf(migration.files),
        transaction: { up: !migration.files.some((path) => /(?:^|\/)V/i.test(path.slice(path.lastIndexOf("/") + 1)) && outside.has(path)), down: !migration.files.some((path) => /(?:^|\/)U/i.test(path.slice(path.lastIndexOf("/") + 1)) && outside.has(path)) },
      })), ...last],
      diagnostics: [...versioned.diagnostics, ...placeholders],
    };
  },
};

/** Versions of Flyway have parts: 1.10 comes after 1.9. */
function byFlyway(a: string, b: string): number {
  const parts = (name: string): readonly bigint[] => (/([\d._]+?)__/.exec(name.slice(name.lastIndexOf("/") + 1))?.[1] ?? "").split(/[._]/).filter((part) => part !== "").map(BigInt);
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i += 1) {
    const [m = 0n, n = 0n] = [x[i], y[i]];
    if (m !== n) return m < n ? -1 : 1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Prisma Migrate up to 7: a folder per migration. */
export const prismaFolder: FolderTool = {
  id: "prisma", label: "Prisma Migrate",
  owns: ({ path }) => /(?:^|\/)[^/]+\/migration\.sql$/.test(path),
  read: (files, lexis) => {
    const reading = pairs(files, lexis, (path) => {
      const match = /^(.+)\/(migration|down)\.sql$/.exec(path);
      return match?.[1] === undefined ? undefined : { name: match[1], direction: match[2] === "down" ? "down" : "up" };
    }, true);
    const alone = files.filter(({ path }) => path.endsWith("/down.sql") && !files.some((other) => other.path === path.replace(/down\.sql$/, "migration.sql")));
    return {
      migrations: reading.migrations.filter(({ files: own }) => !alone.some(({ path }) => own.includes(path))).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      diagnostics: reading.diagnostics,
    };
  },
};
