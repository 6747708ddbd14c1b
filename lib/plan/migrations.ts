import type { Operation } from "./operation";
import type { PlannedMigration, Reversibility } from "./plan";
import { nameFile } from "./slug";
import type { PlannedStep } from "./steps";
import type { Target } from "../targets/target";

/** The files: one per cluster, cut where a statement refuses a transaction or needs the one before it committed. */
export function migrationsOf(clusters: readonly (readonly PlannedStep[])[], { capabilities }: Pick<Target, "capabilities">): PlannedMigration[] {
  return joinObjects(clusters).flatMap((cluster) => cut(cluster)).filter((part) => part.length > 0).map((part) => migration(part, capabilities));
}

/** Neighbouring clusters that do the same to further objects of one kind share a file. */
function joinObjects(clusters: readonly (readonly PlannedStep[])[]): PlannedStep[][] {
  const joined: { readonly key: string | undefined; readonly steps: PlannedStep[] }[] = [];
  for (const cluster of clusters) {
    if (cluster.length === 0) continue;
    const key = objectKey(cluster);
    const last = joined.at(-1);
    if (key !== undefined && last?.key === key) last.steps.push(...cluster);
    else joined.push({ key, steps: [...cluster] });
  }
  return joined.map(({ steps }) => steps);
}

function objectKey(cluster: readonly PlannedStep[]): string | undefined {
  const keys = new Set(cluster.map(({ operation }) => (operation.kind === "object" ? `${operation.verb} ${operation.group.split(" ").slice(0, -1).join(" ")}` : undefined)));
  const [only, ...more] = keys;
  return more.length === 0 && only?.startsWith("add object") ? only : undefined;
}

function cut(cluster: readonly PlannedStep[]): PlannedStep[][] {
  const files: PlannedStep[][] = [[]];
  cluster.forEach((planned, i) => {
    const { up, down } = planned.step;
    const alone = [...up, ...down].some((statement) => statement.transaction === "outside");
    const commitsDown = down.some((statement) => statement.transaction === "commit-after");
    const current = files.at(-1);
    if ((alone || commitsDown) && current !== undefined && current.length > 0) files.push([planned]);
    else current?.push(planned);
    const more = cluster.slice(i + 1).some(({ step }) => step.up.length > 0);
    if (alone || (more && up.some((statement) => statement.transaction === "commit-after"))) files.push([]);
  });
  return files;
}

function migration(steps: readonly PlannedStep[], { lockTimeout, transactionalDdl }: Target["capabilities"]): PlannedMigration {
  const operations: Operation[] = [...new Set(steps.map(({ operation }) => operation))];
  const transaction = steps.every(({ step }) => [...step.up, ...step.down].every((statement) => statement.transaction !== "outside"));
  const undoneBefore = steps.every(({ step, continues }) => continues && step.down.length === 0);
  const gentle = steps.some(({ step }) => step.form === "safe");
  return {
    ...nameFile(operations),
    transaction,
    // Outside a transaction it would outlive the file, and end a concurrent index build in the middle.
    ...(transaction && gentle && lockTimeout !== undefined ? { preamble: [lockTimeout] } : {}),
    ...(undoneBefore ? { undoneBefore } : {}),
    ...(transactionalDdl ? {} : { resumable: true }),
    steps: steps.map(({ step }) => step),
    reversibility: worst(steps.map(({ step }) => step.reversibility)),
  };
}

function worst(all: readonly Reversibility[]): Reversibility {
  const why = all.flatMap((one) => (one.kind === "irreversible" ? [one.why] : []));
  if (why.length > 0) return { kind: "irreversible", why: [...new Set(why)].join("; ") };
  const what = all.flatMap((one) => (one.kind === "lossy" ? [one.what] : []));
  return what.length > 0 ? { kind: "lossy", what: [...new Set(what)].join("; ") } : { kind: "lossless" };
}
