import { fail, succeed, type Diagnostic, type Id, type Result, type Schema } from "../model";
import type { Backfill } from "../plan/backfill";
import type { Checkpoint, Evolution, EvolutionPhase, EvolutionSubject } from "../plan/evolution";
import { findEvolutionKind, heldBack, plan, type PlannedMigration } from "../plan";
import type { Target } from "../targets/target";
import type { PlannedEvolution } from "./design";
import type { Confirmation, EvolutionInFlight, InFlight } from "./flight";

/** One change in phases as the next release sees it. */
export interface EvolutionState {
  readonly id: Id;
  readonly title: string;
  /** Undefined when it cannot be built; then `diagnostics` say why. */
  readonly evolution: Evolution | undefined;
  /** Released already: its ground is the one it was started on. */
  readonly inFlight?: InFlight;
  /** Phases done before the next release, and after it. Checkpoints that were confirmed count as done. */
  readonly reached: number;
  readonly reaches: number;
  /** The phase that the next release makes, planned for the schema as it is now. */
  readonly phase?: EvolutionPhase;
  /** Why the next release makes none. */
  readonly waits?: "held" | "checkpoint" | "cannot";
  /** The checkpoint that it waits for. */
  readonly checkpoint?: Checkpoint & { readonly phase: string };
  /** The next release takes its phases back. */
  readonly abandoned: boolean;
  readonly confirmations: readonly Confirmation[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the changes in phases make of the next release. */
export interface Evolved {
  readonly states: readonly EvolutionState[];
  /** The schema after their phases: what the ordinary plan begins with. */
  readonly running: Schema;
  /** What the ordinary plan is to reach: the design, with all that is carried in phases as `running` has it. */
  readonly goal: Schema;
  /** The design with all that was under way before held back: the goal of what starts now. */
  readonly drawn: Schema;
  readonly migrations: readonly PlannedMigration[];
  readonly backfills: readonly Backfill[];
  /** What is under way once the next release is laid down. */
  readonly flights: readonly EvolutionInFlight[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface EvolveRequest {
  readonly target: Target;
  readonly version: string;
  /** The last release's schema. */
  readonly base: Schema;
  readonly design: Schema;
  /** Number of the release to come. */
  readonly next: number;
  readonly chosen: readonly PlannedEvolution[];
  readonly flights: readonly InFlight[];
  readonly confirmations: readonly Confirmation[];
}

/**
 * Moves each change in phases one phase on, as far as nothing holds it: people, a checkpoint that nobody confirmed, or an answer that
 * does not work. What they carry is kept out of the ordinary plan, so that nothing is made twice. Pure.
 */
export function evolve(request: EvolveRequest): Evolved {
  const { base, design, chosen, flights } = request;
  const live = flights.filter(({ ended }) => ended === undefined);
  const built = live.map((flight) => ({ flight, evolution: buildFrom(flight.kind, flight, flight.base, flight.goal, request) }));
  const drawn = hold(built.flatMap(({ evolution }) => (evolution.ok ? [evolution.value.phases] : [])), base, design);
  const known = new Set(flights.map(({ id }) => id));
  const fresh = chosen.filter(({ id }) => !known.has(id)).map((record) => ({ record, evolution: buildFrom(record.kind, record, base, drawn, request) }));

  const walk = new Walk(request, base);
  const carried = new Map<Id, string>();
  for (const { flight, evolution } of built) walk.step(flight.id, flight, chosen.find(({ id }) => id === flight.id), evolution, carried);
  for (const { record, evolution } of fresh) walk.step(record.id, undefined, record, evolution, carried);
  const phases = walk.states.flatMap(({ evolution }) => (evolution === undefined ? [] : [evolution.phases]));
  return {
    states: walk.states, running: walk.running, goal: hold(phases, walk.running, design), drawn, migrations: walk.migrations, backfills: walk.backfills,
    flights: [...flights.filter(({ ended }) => ended !== undefined).map(withoutGround), ...walk.flights],
    diagnostics: walk.states.flatMap(({ diagnostics }) => diagnostics),
  };
}

function buildFrom(kindId: string, { subject, answers }: Pick<PlannedEvolution, "subject" | "answers">, base: Schema, goal: Schema, { target, version }: EvolveRequest): Result<Evolution> {
  const kind = findEvolutionKind(kindId);
  if (kind === undefined) return fail({ code: "evolution-unknown", severity: "error", message: `This version of Strata has no change in phases of the kind ${kindId}.` });
  const built = kind.build({ target, version, base, goal, subject, answers });
  if (built.ok) return built;
  // Of a change that is no longer there, made directly or drawn back, nothing is left to do wrong.
  const same = (other: EvolutionSubject): boolean => sameRecord(other, subject);
  return kind.propose({ target, version, base, goal }).some((proposal) => same(proposal.subject)) ? built
    : fail({ code: "evolution-carries-nothing", severity: "warning", message: `${kind.label}: the design no longer asks for this change, so there is nothing to carry out in phases.` });
}

function sameRecord(a: EvolutionSubject, b: EvolutionSubject): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function hold(all: readonly (readonly EvolutionPhase[])[], running: Schema, design: Schema): Schema {
  return all.reduce((goal, phases) => heldBack(phases, running, goal), design);
}

/** Goes through the changes in phases, each on the schema that the one before left. */
class Walk {
  readonly states: EvolutionState[] = [];
  readonly migrations: PlannedMigration[] = [];
  readonly backfills: Backfill[] = [];
  readonly flights: EvolutionInFlight[] = [];

  constructor(private readonly request: EvolveRequest, public running: Schema) {}

  step(id: Id, flight: InFlight | undefined, record: PlannedEvolution | undefined, built: Result<Evolution>, carried: Map<Id, string>): void {
    const confirmations = this.request.confirmations.filter(({ evolutionId }) => evolutionId === id);
    const reached = flight?.reached ?? 0;
    const common = { id, reached, reaches: reached, confirmations, abandoned: false, ...(flight === undefined ? {} : { inFlight: flight }) };
    const keep = (reaches: number, phases: number): void => this.keep(flight, record, reaches, phases);
    if (!built.ok) {
      // What is under way and cannot be held back must not be planned around: that would take its columns away.
      const title = flight?.title ?? "A change in phases";
      this.states.push({ ...common, title, evolution: undefined, waits: "cannot", diagnostics: built.diagnostics.map((finding) => (flight === undefined ? finding : { ...finding, severity: "error", message: `${title}: ${finding.message}` })) });
      if (flight !== undefined) keep(reached, flight.phases.length);
      return;
    }
    const evolution = built.value;
    const mine = { ...common, title: evolution.title, evolution };
    const double = evolution.carries.map((each) => carried.get(each)).find((other) => other !== undefined);
    if (double !== undefined && flight === undefined) {
      this.states.push({ ...mine, evolution: undefined, waits: "cannot", diagnostics: [{ code: "evolution-carried-twice", severity: "error", message: `${evolution.title}: ${double} carries the same change. Delete one of the two.` }] });
      return;
    }
    for (const each of evolution.carries) carried.set(each, evolution.title);
    if (record?.abandoned === true && flight !== undefined) return this.abandon(flight, evolution, mine);
    const gate = gateOf(evolution.phases, reached, confirmations);
    const held = record?.held === true;
    const phase = gate.waits === undefined && !held ? this.planned(evolution, gate.at, reached === 0) : undefined;
    if (phase === undefined || !phase.ok || phase.value === undefined) {
      const over = gate.at >= evolution.phases.length;
      const failed = phase?.ok === false ? phase.diagnostics : [];
      const waits = failed.length > 0 ? "cannot" as const : gate.waits !== undefined ? "checkpoint" as const : over ? undefined : "held" as const;
      this.states.push({
        ...mine, reaches: over ? gate.at : reached, ...(waits === undefined ? {} : { waits }), ...(gate.waits === undefined ? {} : { checkpoint: gate.waits }),
        diagnostics: [...evolution.diagnostics, ...failed],
      });
      if (flight !== undefined) keep(over ? gate.at : reached, evolution.phases.length);
      return;
    }
    this.running = phase.value.after;
    this.migrations.push(...phase.value.migrations);
    this.backfills.push(...phase.value.backfills);
    this.states.push({ ...mine, reaches: gate.at + 1, phase: phase.value, diagnostics: evolution.diagnostics });
    this.keep(flight, record, gate.at + 1, evolution.phases.length, evolution, gate.at);
  }

  /** The phase as it is planned for the schema as it runs; undefined when all are done. */
  private planned(evolution: Evolution, at: number, first: boolean): Result<EvolutionPhase | undefined> {
    const own = evolution.phases[at];
    if (own === undefined || (first && own.before === this.running)) return succeed(own);
    const again = evolution.replan(this.running, at);
    return again.ok ? succeed(again.value[0]) : again;
  }

  /** Back to what was before its first phase, as an ordinary plan; the design goes on asking for the change, so it stays held back. */
  private abandon(flight: InFlight, evolution: Evolution, mine: Omit<EvolutionState, "diagnostics">): void {
    const { target, version, next } = this.request;
    const start = evolution.phases[0]?.before ?? this.running;
    const back = heldBack(evolution.phases, start, this.running);
    const planned = plan({ target, version, base: this.running, goal: back });
    this.running = back;
    this.migrations.push(...planned.migrations.map((migration) => ({ ...migration, title: `Take back: ${evolution.title}` })));
    this.states.push({ ...mine, reaches: 0, abandoned: true, diagnostics: planned.diagnostics });
    this.flights.push({ ...withoutGround(flight), ended: { how: "abandoned", in: next } });
  }

  private keep(flight: InFlight | undefined, record: PlannedEvolution | undefined, reaches: number, phases: number, evolution?: Evolution, made?: number): void {
    const { next } = this.request;
    const ended = reaches >= phases ? { ended: { how: "done" as const, in: next } } : {};
    const dated = (known: EvolutionInFlight["phases"]): EvolutionInFlight["phases"] => known.map((phase, i) => (i === made ? { ...phase, releasedIn: next } : phase));
    if (flight !== undefined) this.flights.push({ ...withoutGround(flight), reached: reaches, phases: dated(flight.phases), ...ended });
    else if (record !== undefined && evolution !== undefined) {
      const { id, kind, subject, answers } = record;
      this.flights.push({
        id, kind, subject, answers, title: evolution.title, startedIn: next, reached: reaches, ...ended,
        phases: dated(evolution.phases.map((phase) => ({ id: phase.id, kind: phase.kind, title: phase.title }))),
      });
    }
  }
}

/** How far confirmed checkpoints let it go, and the first one that does not. A checkpoint without statements is passed by confirming it. */
function gateOf(phases: readonly EvolutionPhase[], reached: number, confirmations: readonly Confirmation[]): { readonly at: number; readonly waits?: Checkpoint & { readonly phase: string } } {
  const confirmed = (phase: EvolutionPhase): boolean => confirmations.some((each) => each.phase === phase.id);
  let at = reached;
  for (;;) {
    const open = phases.slice(0, at).find((phase) => phase.checkpoint !== undefined && !confirmed(phase));
    if (open?.checkpoint !== undefined) return { at, waits: { ...open.checkpoint, phase: open.id } };
    const next = phases[at];
    if (next?.checkpoint === undefined || next.migrations.length > 0 || next.backfills.length > 0) return { at };
    at += 1;
  }
}

function withoutGround({ base: _base, goal: _goal, ...flight }: InFlight): EvolutionInFlight {
  return flight;
}
