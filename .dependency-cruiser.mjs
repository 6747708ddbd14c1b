/** Import rules. The order below is the architecture: a folder may import those before it, never those after it. */
const order = [
  "lib/model", "lib/targets", "lib/sandbox", "lib/diff", "lib/plan", "lib/lint", "lib/import", "lib/proof",
  "lib/export", "lib/advisor", "lib/design", "lib/collaboration", "lib/server", "lib/cli", "components", "app",
];
const at = (folder) => `^${folder}/`;
const laterThan = (i) => order.slice(i + 1).map(at).join("|");

/** Folders that run anywhere: model to design. */
const pure = order.slice(0, 11).map(at).join("|");
const packages = (names) => `(^|node_modules/)(${names.join("|")})(/|$)`;
const testCode = "\\.test\\.tsx?$|/testing/|^e2e/";

export default {
  forbidden: [
    ...order.slice(0, -1).map((folder, i) => ({
      name: `${folder.replace("/", "-")}-imports-upward`, severity: "error",
      comment: `${folder} may only import the folders before it in the list`,
      from: { path: at(folder), pathNot: testCode }, to: { path: laterThan(i) },
    })),
    { name: "no-cycles", severity: "error", from: { pathNot: "^lib/server/store/generated/" }, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    { name: "core-is-pure", severity: "error", comment: "no framework, no store, no CRDT below lib/collaboration",
      from: { path: pure, pathNot: testCode },
      to: { path: packages(["react", "react-dom", "next", "reactflow", "@xyflow", "monaco-editor", "yjs", "y-protocols", "@hocuspocus", "@prisma", "server-only"]) } },
    { name: "drivers-only-in-sandbox-and-server", severity: "error", from: { path: pure, pathNot: `${testCode}|^lib/sandbox/` }, to: { path: packages(["pg", "mysql2"]) } },
    { name: "core-needs-no-node", severity: "error", from: { path: pure, pathNot: `${testCode}|^lib/sandbox/` }, to: { dependencyTypes: ["core"] } },
    { name: "diff-knows-no-target", severity: "error", from: { path: at("lib/diff"), pathNot: testCode }, to: { path: at("lib/targets") } },
    { name: "targets-are-strangers", severity: "error", comment: "one target never imports another; what several share goes to lib/targets/*.ts or, for derived shapes, lib/targets/native; TimescaleDB is an extension of PostgreSQL and builds on it",
      from: { path: "^lib/targets/(?!timescaledb/)([^/]+)/", pathNot: testCode }, to: { path: "^lib/targets/[^/]+/", pathNot: "^lib/targets/($1|native)/" } },
    { name: "timescaledb-builds-on-postgresql", severity: "error", from: { path: "^lib/targets/timescaledb/", pathNot: testCode }, to: { path: "^lib/targets/[^/]+/", pathNot: "^lib/targets/(timescaledb|postgresql|native)/" } },
    { name: "derived-shapes-know-no-target", severity: "error", from: { path: "^lib/targets/native/", pathNot: testCode }, to: { path: "^lib/targets/(?!native/)[^/]+/" } },
    { name: "only-the-registry-names-a-target", severity: "error",
      from: { pathNot: `^lib/targets/|^lib/sandbox/native/[^/]+/|${testCode}` }, to: { path: "^lib/targets/[^/]+/", pathNot: "^lib/targets/native/" } },
    { name: "native-sandboxes-know-their-own-target", severity: "error", comment: "what runs a target's commands reads its command language",
      from: { path: "^lib/sandbox/native/([^/]+)/", pathNot: testCode }, to: { path: "^lib/targets/[^/]+/", pathNot: "^lib/targets/($1|native)/" } },
    { name: "operations-are-strangers", severity: "error", comment: "frame.ts is the form they share, not an operation",
      from: { path: "^lib/plan/operations/(?!index\\.ts)", pathNot: testCode }, to: { path: "^lib/plan/operations/(?!frame\\.ts)" } },
    { name: "components-never-touch-the-server", severity: "error", from: { path: at("components") }, to: { path: at("lib/server") } },
    { name: "prisma-only-in-server", severity: "error", from: { pathNot: "^lib/server/|^prisma/|^prisma\\.config" }, to: { path: packages(["@prisma", "prisma"]) } },
    { name: "yjs-only-in-collaboration", severity: "error", from: { pathNot: `^lib/(collaboration|server)/|${testCode}` }, to: { path: packages(["yjs", "y-protocols", "@hocuspocus"]) } },
    { name: "no-test-code-in-source", severity: "error", from: { pathNot: testCode }, to: { path: testCode } },
  ],
  options: { tsConfig: { fileName: "tsconfig.json" }, tsPreCompilationDeps: true, exclude: { path: "/golden/" }, doNotFollow: { path: "node_modules" } },
};
