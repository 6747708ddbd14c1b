import path from "node:path";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "./environment";

describe("the environment", () => {
  it("has defaults for everything", () => {
    expect(readEnvironment({}, false)).toEqual({
      ok: true, environment: { host: "127.0.0.1", port: 3000, dataDirectory: path.resolve("data"), allowOpen: false, development: false },
    });
  });

  it.each(["0.0.0.0", "::", "192.168.1.2", "studio.example"])("refuses HOST=%s unless opened on purpose", (HOST) => {
    expect(readEnvironment({ HOST }, false)).toMatchObject({ ok: false, message: expect.stringContaining("STRATA_ALLOW_OPEN=1") });
    expect(readEnvironment({ HOST, STRATA_ALLOW_OPEN: "yes" }, false)).toMatchObject({ ok: false });
    expect(readEnvironment({ HOST, STRATA_ALLOW_OPEN: "1" }, false)).toMatchObject({ ok: true, environment: { host: HOST, allowOpen: true } });
  });

  it.each(["127.0.0.1", "127.0.0.2", "localhost", "::1"])("serves HOST=%s", (HOST) => {
    expect(readEnvironment({ HOST }, false)).toMatchObject({ ok: true });
  });

  it.each(["abc", "-1", "70000", "30 00", "3e3"])("refuses PORT=%s in one line", (PORT) => {
    expect(readEnvironment({ PORT }, false)).toMatchObject({ ok: false, message: expect.stringMatching(/^PORT is [^\n]*$/) });
  });

  it("refuses a DATABASE_URL of another kind without showing it", () => {
    const read = readEnvironment({ DATABASE_URL: "mysql://root:s3cret@db/x" }, false);
    expect(read).toMatchObject({ ok: false, message: expect.stringContaining("postgresql://") });
    expect(JSON.stringify(read)).not.toContain("s3cret");
  });
});
