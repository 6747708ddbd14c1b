import { nanoid } from "nanoid";
import type { Catalog, CheckpointRecord, DesignRecord, Owner, ProofRecord, ReleaseRecord } from "./catalog";
import type { PrismaClient as SqliteClient, Prisma } from "./generated/sqlite/client";
import type { Turns } from "./turns";

/** Both generated clients have the same models, so one code serves both. */
export type CatalogClient = Pick<SqliteClient, "workspace" | "user" | "design" | "release" | "proof" | "checkpoint">;

/**
 * Whether a generated client can stand for the other. The two are made from one model, but their generated types
 * are too deep for the compiler to see that they agree; the contract test runs both.
 */
export function isCatalogClient(client: object): client is CatalogClient {
  return ["workspace", "user", "design", "release", "proof", "checkpoint"].every((model) => Reflect.has(client, model));
}

const designShape = { include: { releases: { select: { number: true }, orderBy: { number: "desc" }, take: 1 } } } as const;
const releaseShape = { include: { migrations: { orderBy: { position: "asc" } }, createdBy: true, proof: true } } as const;
type DesignRow = Prisma.DesignGetPayload<typeof designShape>;
type ReleaseRow = Prisma.ReleaseGetPayload<typeof releaseShape>;

/** The catalog over Prisma. `turns` keeps its writes apart from those of the raw driver. */
export function createPrismaCatalog(client: CatalogClient, turns: Turns): Catalog {
  return {
    localOwner: () => turns(() => localOwner(client)),

    async listDesigns(workspaceId) {
      const rows = await client.design.findMany({ where: { workspaceId, deletedAt: null }, orderBy: [{ updatedAt: "desc" }, { id: "asc" }], ...designShape });
      return rows.map(toDesign);
    },

    async findDesign(id) {
      const row = await client.design.findFirst({ where: { id, deletedAt: null }, ...designShape });
      return row === null ? undefined : toDesign(row);
    },

    createDesign: (design) => turns(async () => {
      const now = new Date();
      return toDesign(await client.design.create({ data: { ...design, createdAt: now, updatedAt: now }, ...designShape }));
    }),

    updateDesign: (id, change) => turns(async () => {
      const { count } = await client.design.updateMany({ where: { id, deletedAt: null }, data: change });
      if (count === 0) return undefined;
      const row = await client.design.findUnique({ where: { id }, ...designShape });
      return row === null ? undefined : toDesign(row);
    }),

    deleteDesign: (id) => turns(async () => {
      const { count } = await client.design.updateMany({ where: { id, deletedAt: null }, data: { deletedAt: new Date() } });
      return count > 0;
    }),

    saveProof: (proof) => turns(async () => {
      await client.proof.create({ data: { ...proof } });
    }),

    async latestProof(designId) {
      const row = await client.proof.findFirst({ where: { designId }, orderBy: { createdAt: "desc" } });
      return row ?? undefined;
    },

    async findProof(designId, subject) {
      const row = await client.proof.findFirst({ where: { designId, subject }, orderBy: { createdAt: "desc" } });
      return row ?? undefined;
    },

    async listReleases(designId) {
      const rows = await client.release.findMany({ where: { designId }, orderBy: { number: "desc" }, ...releaseShape });
      return rows.map(toRelease);
    },

    async findRelease(designId, number) {
      const row = await client.release.findUnique({ where: { designId_number: { designId, number } }, ...releaseShape });
      return row === null ? undefined : toRelease(row);
    },

    async latestRelease(designId) {
      const row = await client.release.findFirst({ where: { designId }, orderBy: { number: "desc" }, ...releaseShape });
      return row === null ? undefined : toRelease(row);
    },

    async listCheckpoints(designId) {
      return (await client.checkpoint.findMany({ where: { designId }, orderBy: [{ confirmedAt: "asc" }, { id: "asc" }] })) satisfies readonly CheckpointRecord[];
    },

    confirmCheckpoint: (checkpoint) => turns(() => {
      const { designId, evolutionId, phase } = checkpoint;
      return made<CheckpointRecord>(
        () => client.checkpoint.findUnique({ where: { designId_evolutionId_phase: { designId, evolutionId, phase } } }),
        () => client.checkpoint.create({ data: { ...checkpoint, id: nanoid(), confirmedAt: new Date() } }),
      );
    }),

    withdrawCheckpoint: (designId, evolutionId, phase) => turns(async () => {
      const { count } = await client.checkpoint.deleteMany({ where: { designId, evolutionId, phase } });
      return count > 0;
    }),

    createRelease: ({ files, ...release }) => turns(async () => {
      const isTaken = async () => (await client.release.count({ where: { designId: release.designId, number: release.number } })) > 0;
      if (await isTaken()) return undefined;
      const migrations = { create: files.map(({ kind = "schema", ...file }, position) => ({ id: nanoid(), position, kind, ...file })) };
      const data = { ...release, id: nanoid(), createdAt: new Date(), migrations };
      try {
        return toRelease(await client.release.create({ data, ...releaseShape }));
      } catch (error) {
        // Another process took the number between the two; the unique index decided.
        if (await isTaken()) return undefined;
        throw error;
      }
    }),
  };
}

async function localOwner(client: CatalogClient): Promise<Owner> {
  const createdAt = new Date(0);
  const workspace = await made(() => client.workspace.findUnique({ where: { id: "local" } }), () => client.workspace.create({ data: { id: "local", name: "Local workspace", createdAt } }));
  const user = await made(() => client.user.findUnique({ where: { id: "owner" } }), () => client.user.create({ data: { id: "owner", name: "Owner", workspaceId: workspace.id, createdAt } }));
  return { user: { id: user.id, name: user.name }, workspace: { id: workspace.id, name: workspace.name } };
}

/** Finds it, or makes it, or finds it after all: another process may have been faster (Prisma's upsert fails then). */
async function made<T>(find: () => Promise<T | null>, create: () => Promise<T>): Promise<T> {
  const there = await find();
  if (there !== null) return there;
  try {
    return await create();
  } catch (error) {
    const meanwhile = await find();
    if (meanwhile === null) throw error;
    return meanwhile;
  }
}

function toDesign({ releases, id, workspaceId, createdById, name, target, tables, createdAt, updatedAt }: DesignRow): DesignRecord {
  return { id, workspaceId, createdById, name, target, tables, createdAt, updatedAt, release: releases[0]?.number ?? 0 };
}

function toRelease({ migrations, createdBy, proof, proofId, unprovenReason, consent, drawn, evolutions, shapes, ...row }: ReleaseRow): ReleaseRecord {
  return {
    ...row,
    createdBy: createdBy.name,
    files: migrations.map(({ name, content, sha256, chain, kind }) => ({ name, content, sha256, chain, ...(kind === "data" ? { kind } : {}) })),
    ...(proofId === null ? {} : { proofId }),
    ...(consent === null ? {} : { consent }),
    ...(drawn === null ? {} : { drawn }),
    ...(evolutions === null ? {} : { evolutions }),
    ...(shapes === null ? {} : { shapes }),
    ...(unprovenReason === null ? {} : { unprovenReason }),
    ...(proof === null ? {} : { proof: proof satisfies ProofRecord }),
  };
}
