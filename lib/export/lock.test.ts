import { describe, expect, test } from "vitest";
import { unzipSync, strFromU8 } from "fflate";
import { sqlite } from "../targets/sqlite";
import { bundleFiles, zipBundle } from "./bundle";
import { migrationTools } from "./migrations";
import { checkLock, writeLock, type LockedFile } from "./lock";
import { shopDocument } from "./testing/example";

const released: readonly LockedFile[] = [
  { name: "001_create_users.sql", content: "-- +migrate Up\nCREATE TABLE users (id INTEGER);\n" },
  { name: "002_add_email.sql", content: "-- +migrate Up\nALTER TABLE users ADD COLUMN email TEXT;\n" },
  { name: "010_add_name.sql", content: "-- +migrate Up\nALTER TABLE users ADD COLUMN name TEXT;\n" },
];
const codes = async (files: readonly LockedFile[], lock?: string): Promise<readonly string[]> => (await checkLock(lock ?? (await writeLock(released)), files)).map((d) => `${d.code} ${d.place?.file ?? ""}`);
const at = (i: number): LockedFile => released[i] ?? expect.fail();

describe("the lock of released files", () => {
  test("is the same text for the same files, and grows by lines", async () => {
    const text = await writeLock(released);
    expect(await writeLock(released)).toBe(text);
    expect(text.startsWith((await writeLock(released.slice(0, 2))).trimEnd())).toBe(true);
    await expect(text).toMatchFileSnapshot("golden/strata.lock");
  });

  test("passes the released files, turned line ends, and new files after them", async () => {
    expect(await codes([...released].reverse())).toEqual([]);
    expect(await codes([...released.map((file) => ({ ...file, content: file.content.replaceAll("\n", "\r\n") })), { name: "011_new.sql", content: "" }])).toEqual([]);
  });

  test.each<[string, readonly LockedFile[], readonly string[]]>([
    ["an edited file", [at(0), { ...at(1), content: `${at(1).content} ` }, at(2)], ["lock-file-edited 002_add_email.sql"]],
    ["a missing file", [at(0), at(2)], ["lock-file-missing 002_add_email.sql"]],
    ["a file added in between", [...released, { name: "003_sneaked_in.sql", content: "" }], ["lock-file-inserted 003_sneaked_in.sql"]],
    ["a file added before all", [...released, { name: "000_first.sql", content: "" }], ["lock-file-inserted 000_first.sql"]],
    ["a renamed file", [at(0), { ...at(1), name: "020_add_email.sql" }, at(2)], ["lock-file-renamed 020_add_email.sql"]],
    ["two files that changed places", [at(0), { name: at(1).name, content: at(2).content }, { name: at(2).name, content: at(1).content }], ["lock-file-edited 002_add_email.sql", "lock-file-edited 010_add_name.sql"]],
  ])("finds %s", async (_name, files, expected) => { expect(await codes(files)).toEqual(expected); });

  test("finds a lock that was edited: a hash changed, a line taken out, lines moved", async () => {
    const lines = (await writeLock(released)).trimEnd().split("\n");
    const [head = "", a = "", b = "", c = ""] = lines;
    expect(await codes(released, [head, a, c].join("\n"))).toContain("lock-edited strata.lock");
    expect(await codes(released, [head, a, c, b].join("\n"))).toContain("lock-edited strata.lock");
    expect(await codes(released, [head, a, b.replace(/^./, b.startsWith("0") ? "1" : "0"), c].join("\n"))).toContain("lock-edited strata.lock");
    expect(await codes(released, [head, a, "nonsense"].join("\n"))).toEqual(["lock-unreadable strata.lock"]);
    expect(await codes(released, "")).toEqual(["lock-unreadable strata.lock"]);
  });

  test("finds a lock whose order is not the order of running", async () => {
    expect(await codes(released, await writeLock([at(0), at(2), at(1)]))).toEqual(["lock-file-reordered 010_add_name.sql"]);
  });
});

describe("the bundle", () => {
  const input = { document: shopDocument(sqlite, "3.54"), migrations: released, dataMigrations: [{ name: "001_fill.sql", content: "UPDATE users SET name = ''" }] };

  test("holds all parts, and its lock passes for them", async () => {
    const files = await bundleFiles(input);
    expect([...files.keys()]).toEqual([
      "DESIGN.md", "migrations/001_create_users.sql", "migrations/002_add_email.sql", "migrations/010_add_name.sql", "migrations/README.md",
      "data_migrations/README.md", "data_migrations/001_fill.sql", "schema.sql", "schema.json", "diagram.svg", "ci/github-actions.yml", "ci/gitlab-ci.yml", "strata.lock",
    ]);
    expect(await checkLock(files.get("strata.lock") ?? "", [...files].filter(([path]) => path.endsWith(".sql") && path.includes("/")).map(([name, content]) => ({ name, content })))).toEqual([]);
    await expect([...files].filter(([path]) => !path.startsWith("schema") && !path.startsWith("migrations")).map(([path, text]) => `==> ${path}\n${text}`).join("\n")).toMatchFileSnapshot("golden/bundle.txt");
  });

  test("a data migration's number says nothing about schema migrations", async () => {
    const files = await bundleFiles(input);
    const locked = [...files].filter(([path]) => /^(?:data_)?migrations\/\d/.test(path)).map(([name, content]) => ({ name, content }));
    expect(await codes([...locked, { name: "data_migrations/002_more.sql", content: "" }], files.get("strata.lock"))).toEqual([]);
    expect(await codes([...locked, { name: "migrations/002_more.sql", content: "" }], files.get("strata.lock"))).toEqual(["lock-file-inserted migrations/002_more.sql"]);
  });

  test.each(migrationTools.map((tool) => [tool.id, tool] as const))("in the form of %s its lock passes, and finds what is edited, missing or put in between", async (_id, tool) => {
    const migrations = [1, 2, 12].map((n) => ({ name: `00${n}_step_${n}.sql`, content: `-- +migrate Up\nCREATE TABLE t${n} (id INTEGER);\n-- +migrate Down\nDROP TABLE t${n};\n` }));
    const files = await bundleFiles({ ...input, migrations, tool });
    const all = [...files].filter(([path]) => /^(?:data_)?migrations\//.test(path)).map(([name, content]) => ({ name, content }));
    const lock = files.get("strata.lock") ?? "";
    expect(await codes(all, lock)).toEqual([]);
    const entries = lock.split("\n").slice(1).flatMap((line) => /"(migrations\/[^"]+)"/.exec(line)?.[1] ?? []);
    expect(entries.length).toBeGreaterThanOrEqual(3);
    for (const name of entries) {
      expect(await codes(all.map((file) => (file.name === name ? { name, content: `${file.content} ` } : file)), lock)).toEqual([`lock-file-edited ${name}`]);
      expect(await codes(all.filter((file) => file.name !== name), lock)).toEqual([`lock-file-missing ${name}`]);
    }
    const [first = ""] = entries;
    const [, number = "1"] = /^migrations\/(?:[a-z]+\/)?[UV]?(\d+)/.exec(first) ?? [];
    const between = first.replace(number, String(Number(number) + 2).padStart(number.length, "0")).replaceAll("step_1", "sneaked");
    expect(await codes([...all, { name: between, content: "x" }], lock)).toEqual([`lock-file-inserted ${between}`]);
  });

  test("zips to the same bytes, and unzips to the same files", async () => {
    const files = await bundleFiles(input);
    const zip = zipBundle(files);
    expect(zipBundle(await bundleFiles(input))).toEqual(zip);
    expect(new Map(Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, strFromU8(bytes)]))).toEqual(files);
  });

  test("refuses a name that leaves the folder", () => {
    for (const path of ["../x", "/x", "a//b", "a\\b", "a/../../b"]) expect(() => zipBundle(new Map([[path, ""]]))).toThrow(path);
  });
});
