import type { Difference, SchemaFact } from "../diff";
import type { Address, Id } from "../model";
import { changeId } from "./changes";
import type { Ground } from "./ground";
import type { MemberTask } from "./manner";
import type { Operation, Subject } from "./operation";
import type { Recreations } from "./recreations";
import { detoursOf, steppingAside } from "./rename-cycles";

/** Collects the operations of a plan and what must run before what for reasons that addresses do not show. */
export class Build {
  readonly operations: Operation[] = [];
  readonly edges: (readonly [Operation, Operation])[] = [];
  /** Records whose new name is only free once others, which wait for theirs, have moved: they go by way of another name. */
  readonly detours: ReadonlySet<Id>;
  /** Columns dropped by a rebuild whose name another column of the table takes. */
  readonly stepAside: ReadonlySet<Id>;
  private readonly byKey = new Map<string, Operation[]>();
  private readonly ahead: (readonly [Operation, Address])[] = [];
  private readonly titles: ReadonlyMap<string, string>;

  constructor(
    readonly ground: Ground, readonly tasks: readonly MemberTask[], readonly rebuilt: ReadonlySet<Id>,
    readonly replacedObjects: ReadonlySet<Id>, readonly recreations: Recreations, titles: ReadonlyMap<string, string>,
  ) {
    this.titles = titles;
    this.detours = detoursOf(ground.differences);
    this.stepAside = steppingAside(ground.differences, rebuilt);
  }

  /** Adds an operation; `key` (`column <id>`, `object <id>`) is what dependants in its way know it by. */
  add(operation: Operation, key?: string): Operation {
    this.operations.push(operation);
    if (key !== undefined) this.byKey.set(key, [...(this.byKey.get(key) ?? []), operation]);
    return operation;
  }

  /** Makes an operation that is there known by another key. */
  know(operation: Operation, key: string): void {
    this.byKey.set(key, [...(this.byKey.get(key) ?? []), operation]);
  }

  before(first: Operation | undefined, second: Operation | undefined): void {
    if (first !== undefined && second !== undefined && first !== second) this.edges.push([first, second]);
  }

  /** The operation names what comes only later: until then nothing else may have that name. */
  lookAhead(operation: Operation, address: Address | undefined): void {
    if (address !== undefined) this.ahead.push([operation, address]);
  }

  /** To be called when all operations are there. */
  finish(): void {
    for (const [operation, address] of this.ahead) {
      for (const other of this.operations) if (other.destroys.includes(address)) this.before(other, operation);
    }
  }

  /** The operations that carry out what a key stands for. */
  operationsOf(key: string): readonly Operation[] {
    return this.byKey.get(key) ?? [];
  }

  change(difference: Difference): string {
    return changeId(difference, this.ground);
  }

  title(difference: Difference): string {
    return this.titles.get(this.change(difference)) ?? this.change(difference);
  }
}

/** What hazards need to know of a difference. */
export function subjectOf(name: string, filled: boolean, from: SchemaFact | undefined, to: SchemaFact | undefined, properties: readonly string[] = []): Subject {
  return { name, filled, properties, facts: { ...(from === undefined ? {} : { from: from.attributes }), ...(to === undefined ? {} : { to: to.attributes }) } };
}
