import type { Id } from "../model";
import { noRenames, type ExpressionNames } from "./expression";
import type { Fact } from "./fact";

/** What base names are called in the goal: per parent, and over all. Empty, and cheap, when nothing was renamed. */
export class RenamedNames {
  private readonly byParent = new Map<Id, Map<string, string>>();
  private readonly topLevel = new Map<string, string>();
  private readonly members = new Map<string, string>();

  learn(from: Fact, to: Fact): void {
    if (!from.spoken || from.name === undefined || to.name === undefined || from.name === to.name) return;
    this.set(from, from.name, to.name);
  }

  /** What goes while its name passes to another: whoever speaks of the name afterwards means the other one. */
  learnLost(from: Fact): void {
    if (from.name !== undefined) this.set(from, from.name, `${from.name} (dropped)`);
  }

  private set(from: Fact, name: string, to: string): void {
    if (from.parent === undefined) this.topLevel.set(name, to);
    else {
      const known = this.byParent.get(from.parent) ?? new Map<string, string>();
      this.byParent.set(from.parent, known.set(name, to));
      this.members.set(name, to);
    }
  }

  /** For expressions that speak of one parent's members. */
  of(fact: Fact): ExpressionNames {
    const columns = fact.parent === undefined ? undefined : this.byParent.get(fact.parent);
    if (columns === undefined && this.topLevel.size === 0) return noRenames;
    return { columns: columns ?? noRenames.columns, objects: this.topLevel };
  }

  /** For whole definitions, which may speak of anything. */
  all(): ExpressionNames {
    return { columns: this.members, objects: this.topLevel };
  }
}
