import { emptySchema, type Id, type Schema } from "../../model";
import { openSandbox, type Sandbox } from "../../sandbox";
import type { Target } from "../../targets/target";
import { prove, type Proof } from "../../proof";
import type { PlannedEvolution } from "../design";
import type { Confirmation, InFlight } from "../flight";
import { proofHistory, type PastRelease } from "../proof-history";
import { pendingMigrations, type Pending, type ReleasedBase } from "../pending";

/** A design's releases without a server: what is pending, and laying it down. */
export class ReleaseSeries {
  released: ReleasedBase | undefined;
  design: Schema = emptySchema;
  evolutions: readonly PlannedEvolution[] = [];
  confirmations: Confirmation[] = [];
  rows: ReadonlyMap<Id, number> = new Map();
  private readonly past: PastRelease[] = [];
  private readonly bases: Schema[] = [emptySchema];
  private readonly drawn: Schema[] = [emptySchema];

  constructor(readonly target: Target, private readonly version = target.versions[0]?.id ?? "") {}

  pending(): Pending {
    return pendingMigrations({
      schema: this.design, settings: { targetVersion: this.version, numbering: "sequence", online: false, renames: [] }, rows: this.rows,
      evolutions: this.evolutions, confirmations: this.confirmations, target: this.target, released: this.released, now: new Date(0),
    });
  }

  /** Lays down what is pending, and gives it. Throws on an error in it. */
  release(): Pending {
    const pending = this.pending();
    const error = pending.diagnostics.find(({ severity }) => severity === "error");
    if (error !== undefined) throw new Error(error.message);
    this.bases.push(pending.goal);
    this.drawn.push(pending.drawn);
    this.past.push({ number: this.bases.length - 1, schema: pending.goal, files: pending.migrations.map(({ file }) => file) });
    this.released = {
      schema: pending.goal, target: this.target.id, number: this.bases.length - 1,
      fileNames: [...this.released?.fileNames ?? [], ...pending.migrations.map(({ file }) => file.name)],
      dataFileNames: [...this.released?.dataFileNames ?? [], ...pending.dataMigrations.map(({ name }) => name)],
      evolutions: pending.flights.map((flight): InFlight => ({ ...flight, base: this.bases[flight.startedIn - 1] ?? emptySchema, goal: this.drawn[flight.startedIn] ?? emptySchema })),
    };
    return pending;
  }

  confirm(evolutionId: Id, phase: string): void {
    this.confirmations.push({ evolutionId, phase, sentence: "Done.", by: "Ada", at: "2026-11-24T00:00:00.000Z" });
  }

  /** Runs the pending files up, down and up again. */
  prove(pending: Pending, open: () => Promise<Sandbox> = () => openSandbox(this.target.id, { version: this.version })): Promise<Proof> {
    const history = proofHistory(pending.evolutions, this.past);
    return prove({ target: this.target, version: this.version, base: pending.base, goal: pending.goal, files: pending.migrations.map(({ file }) => file), ...(history === undefined ? {} : { history }) }, { openSandbox: open });
  }
}
