import type { Address } from "../model";
import type { Operation } from "./operation";

/** Which operations must come after which, by index. */
export interface Order {
  readonly after: readonly (readonly number[])[];
  /** The same for what had better come after. */
  readonly softly: readonly (readonly number[])[];
}

/** The order that the declared facts ask for: what is destroyed after its last use, what is consumed after it is produced. */
export function orderOf(operations: readonly Operation[], explicit: readonly (readonly [Operation, Operation])[]): Order {
  const producers = listBy(operations, (operation) => operation.produces);
  const destroyers = listBy(operations, (operation) => operation.destroys);
  const freed = listBy(operations, (operation) => operation.destroys.flatMap(wholeName));
  const place = new Map(operations.map((operation, i) => [operation, i]));
  const after = operations.map(() => new Set<number>());
  const softly = operations.map(() => new Set<number>());
  const edge = (first: number | undefined, second: number | undefined, into = after): void => {
    if (first !== undefined && second !== undefined && first !== second) into[first]?.add(second);
  };
  operations.forEach((operation, i) => {
    for (const address of operation.consumes) for (const producer of producers.get(address) ?? []) edge(producer, i);
    for (const address of operation.uses) for (const destroyer of destroyers.get(address) ?? []) edge(i, destroyer);
    for (const address of operation.prefers ?? []) for (const producer of producers.get(address) ?? []) edge(producer, i, softly);
    // A name is free only when what had it is gone.
    for (const address of operation.produces) {
      for (const destroyer of destroyers.get(address) ?? []) if (!operation.destroys.includes(address) && !isFollowUp(operations[destroyer], operation, address)) edge(destroyer, i);
    }
  });
  // Kinds often share their names (a view cannot be called like a table); where they do not, nothing is lost by waiting.
  operations.forEach((operation, i) => {
    for (const name of operation.produces.flatMap(wholeName)) for (const destroyer of freed.get(name) ?? []) edge(destroyer, i);
  });
  for (const [first, second] of explicit) edge(place.get(first), place.get(second));
  return { after: after.map((set) => [...set]), softly: softly.map((set) => [...set]) };
}

/** The name of what stands by itself, whatever its kind; nothing for what stands in a table. */
function wholeName(address: Address): string[] {
  const [kind = "", ...name] = address.split(":");
  return kind === "column" || kind === "constraint" ? [] : [name.join(":")];
}

/** A rename and an alteration of one record both leave it under its new address; neither waits for the other's destruction. */
function isFollowUp(destroyer: Operation | undefined, producer: Operation, address: Address): boolean {
  return destroyer !== undefined && destroyer.produces.includes(address) && producer.group === destroyer.group && destroyer.verb !== "add";
}

function listBy(operations: readonly Operation[], addresses: (operation: Operation) => readonly Address[]): Map<Address, number[]> {
  const lists = new Map<Address, number[]>();
  operations.forEach((operation, i) => {
    for (const address of addresses(operation)) {
      const list = lists.get(address);
      if (list === undefined) lists.set(address, [i]);
      else list.push(i);
    }
  });
  return lists;
}
