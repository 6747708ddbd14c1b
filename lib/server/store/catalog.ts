/** The studio's own records: everything but what designs contain. Times are Dates in UTC. */
export interface Catalog {
  /** The one workspace and user of local mode, made on first use. */
  localOwner(): Promise<Owner>;
  listDesigns(workspaceId: string): Promise<readonly DesignRecord[]>;
  /** Undefined when there is none, or it was deleted. */
  findDesign(id: string): Promise<DesignRecord | undefined>;
  createDesign(design: NewDesignRecord): Promise<DesignRecord>;
  updateDesign(id: string, change: { readonly name?: string; readonly target?: string; readonly tables?: number; readonly updatedAt: Date }): Promise<DesignRecord | undefined>;
  /** Hides it; releases stay. Answers false when there was none. */
  deleteDesign(id: string): Promise<boolean>;
  saveProof(proof: ProofRecord): Promise<void>;
  latestProof(designId: string): Promise<ProofRecord | undefined>;
  findProof(designId: string, subject: string): Promise<ProofRecord | undefined>;
  listReleases(designId: string): Promise<readonly ReleaseRecord[]>;
  findRelease(designId: string, number: number): Promise<ReleaseRecord | undefined>;
  latestRelease(designId: string): Promise<ReleaseRecord | undefined>;
  /** Checkpoints that were confirmed, oldest first. */
  listCheckpoints(designId: string): Promise<readonly CheckpointRecord[]>;
  /** Answers the one that is there already when it was confirmed before. */
  confirmCheckpoint(checkpoint: NewCheckpointRecord): Promise<CheckpointRecord>;
  /** Takes a confirmation back. Answers false when there was none. */
  withdrawCheckpoint(designId: string, evolutionId: string, phase: string): Promise<boolean>;
  /** Answers undefined when the number is taken: two released at once. */
  createRelease(release: NewReleaseRecord): Promise<ReleaseRecord | undefined>;
}

export interface Owner {
  readonly user: { readonly id: string; readonly name: string };
  readonly workspace: { readonly id: string; readonly name: string };
}

export interface NewDesignRecord {
  readonly id: string;
  readonly workspaceId: string;
  readonly createdById: string;
  readonly name: string;
  readonly target: string;
  readonly tables: number;
}

export interface DesignRecord extends NewDesignRecord {
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Number of the last release, 0 before the first. */
  readonly release: number;
}

export interface ProofRecord {
  readonly id: string;
  readonly designId: string;
  readonly subject: string;
  readonly passed: boolean;
  /** The proof as JSON. */
  readonly body: string;
  readonly createdAt: Date;
}

export interface ReleasedFile {
  readonly name: string;
  readonly content: string;
  readonly sha256: string;
  readonly chain: string;
  /** A script that changes rows; absent: a migration of the schema. */
  readonly kind?: "data";
}

export interface NewCheckpointRecord {
  readonly designId: string;
  /** Id of the change in phases in the design. */
  readonly evolutionId: string;
  readonly phase: string;
  /** What was confirmed, word for word. */
  readonly sentence: string;
  /** The name that the person gave. */
  readonly confirmedBy: string;
  readonly confirmedById: string;
}

export interface CheckpointRecord extends NewCheckpointRecord {
  readonly id: string;
  readonly confirmedAt: Date;
}

export interface NewReleaseRecord {
  readonly designId: string;
  readonly number: number;
  readonly name: string;
  readonly note: string;
  /** The schema as JSON. */
  readonly schema: string;
  readonly target: string;
  readonly targetVersion: string;
  readonly proofId?: string;
  readonly unprovenReason?: string;
  /** What is lost and was agreed to, as a JSON list of sentences. */
  readonly consent?: string;
  /** The schema as it was drawn, as JSON, where a change in phases holds the released one back. */
  readonly drawn?: string;
  /** Changes in phases with the phase they have reached, as JSON. */
  readonly evolutions?: string;
  /** The shapes of derived stores, as JSON (design/released-shapes.ts). */
  readonly shapes?: string;
  readonly createdById: string;
  readonly files: readonly ReleasedFile[];
}

export interface ReleaseRecord extends NewReleaseRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly proof?: ProofRecord;
}
