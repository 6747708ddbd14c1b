import type { DocumentInput } from "./input";

/**
 * Worked examples for the team's own checks, by path in the bundle. They say where the bundle lies and where Strata comes from at their head.
 * `inSql`: the migrations are SQL files, which can be linted as they are.
 */
export function ciExamples({ target, shape }: Pick<DocumentInput, "target" | "shape">, inSql: boolean): ReadonlyMap<string, string> {
  const run = steps(target.id, inSql && shape === undefined, shape === undefined);
  return new Map([["ci/github-actions.yml", githubActions(run)], ["ci/gitlab-ci.yml", gitlabCi(run)]]);
}

interface CiStep { readonly name: string; readonly run: string }

const steps = (target: string, inSql: boolean, inStatements: boolean): readonly CiStep[] => [
  { name: "Released files are as they were", run: "strata check \"$STRATA_DIR\"" },
  ...(inSql ? [{ name: "Migrations are safe to run", run: `strata lint $(find "$STRATA_DIR/migrations" -name '*.sql' ! -path '*/down/*' ! -name '*.down.sql' ! -name 'down.sql' ! -name 'U[0-9]*' | sort) --target ${target}` }] : []),
  ...(inStatements ? [{ name: "What schema.sql has and the migrations lack", run: `strata plan --from "$STRATA_DIR/migrations" --to "$STRATA_DIR/schema.sql" --target ${target}` }] : []),
];

function githubActions(run: readonly CiStep[]): string {
  return `# Copy to .github/workflows/migrations.yml.
name: Migrations
on:
  pull_request:
    paths: ["db/**"]
  push:
    branches: [main]
env:
  # The folder with strata.lock, and where Strata comes from: a git address, a file, or a package of your registry.
  STRATA_DIR: db
  STRATA_PACKAGE: strata
jobs:
  migrations:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
${run.map(({ name, run: command }) => `      - name: ${name}\n        run: npx --yes --package "$STRATA_PACKAGE" ${command}\n`).join("")}`;
}

function gitlabCi(run: readonly CiStep[]): string {
  return `# Include from .gitlab-ci.yml: include: { local: db/ci/gitlab-ci.yml }
migrations:
  image: node:24
  variables:
    # The folder with strata.lock, and where Strata comes from: a git address, a file, or a package of your registry.
    STRATA_DIR: db
    STRATA_PACKAGE: strata
  rules:
    - changes: ["db/**/*"]
  script:
${run.map(({ name, run: command }) => `    # ${name}.\n    - npx --yes --package "$STRATA_PACKAGE" ${command}\n`).join("")}`;
}
