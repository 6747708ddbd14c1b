import type { Difference } from "../diff";
import type { Address, Id, SchemaObject } from "../model";
import { subjectOf, type Build } from "./build";
import { objectNeeds } from "./dependencies";
import { known } from "./ground";
import { onlyDown, type Operation } from "./operation";
import { createObject } from "./operations/create-object";
import { dropObject } from "./operations/drop-object";
import type { Frame } from "./operations/frame";
import { replaceObject } from "./operations/replace-object";
import { ranks } from "./ranks";

/** Operations for further objects that differ; what is only in the way of others is `buildObjectRecreations`. */
export function buildObjects(build: Build): void {
  const { baseSide, goalSide } = build.ground;
  const done = new Set<Id>();
  for (const difference of build.ground.differences) {
    if (difference.kind !== "object") continue;
    const id = difference.verb === "drop" ? difference.from.id : difference.to.id;
    if (done.has(id)) continue;
    done.add(id);
    const key = `object ${id}`;
    if (difference.verb === "add") build.add(createObject(known(goalSide.objects, id), creationFrame(id, [difference], build)), key);
    else if (difference.verb === "drop") build.add(dropObject(known(baseSide.objects, id), dropFrame(id, [difference], build)), key);
    else if (build.replacedObjects.has(id) || build.recreations.objects.has(id)) {
      const first = build.add(dropObject(known(baseSide.objects, id), dropFrame(id, [difference], build)), key);
      build.before(first, build.add(createObject(known(goalSide.objects, id), creationFrame(id, [difference], build)), key));
    } else {
      const creation = creationFrame(id, [difference], build);
      const own = creation.produces;
      build.add(replaceObject(known(baseSide.objects, id), known(goalSide.objects, id), {
        ...creation, uses: dropFrame(id, [difference], build).uses.filter((address) => !own.includes(address)),
      }), key);
    }
  }
  freeNames(build);
}

/** A name that is unique in the whole database is free only when the object of another table that had it is gone. */
function freeNames(build: Build): void {
  const { baseSide, goalSide, target } = build.ground;
  const dropped = new Map<string, Operation[]>();
  const key = (object: SchemaObject): string => `${object.kind} ${object.namespace ?? ""} ${object.name.toLowerCase()}`;
  for (const difference of build.ground.differences) {
    if (difference.kind !== "object" || difference.verb !== "drop") continue;
    const object = known(baseSide.objects, difference.from.id);
    if (target.objectKinds[object.kind]?.uniqueNames === true) dropped.set(key(object), [...(dropped.get(key(object)) ?? []), ...build.operationsOf(`object ${object.id}`)]);
  }
  for (const difference of dropped.size === 0 ? [] : build.ground.differences) {
    if (difference.kind !== "object" || difference.verb !== "add") continue;
    const object = known(goalSide.objects, difference.to.id);
    for (const drop of dropped.get(key(object)) ?? []) for (const creation of build.operationsOf(`object ${object.id}`)) build.before(drop, creation);
  }
}

/** How an object is made anew: what takes it down and what puts it back. */
export interface Remaking {
  readonly drop: Operation | undefined;
  readonly create: Operation | undefined;
}

/** Takes down and puts back the objects in the way; runs when all other operations are there. */
export function buildObjectRecreations(build: Build): ReadonlyMap<Id, Remaking> {
  const { baseSide, goalSide } = build.ground;
  const pairs = new Map<Id, Remaking>();
  for (const [id, causes] of build.recreations.objects) {
    const key = `object ${id}`;
    const present = build.operationsOf(key);
    if (present.length > 0) {
      pairs.set(id, { drop: present.find((operation) => operation.verb === "drop"), create: present.find((operation) => operation.verb === "add") });
      continue;
    }
    const behind = [...causes].flatMap((cause) => build.operationsOf(cause));
    const shared = { changes: [...new Set(behind.flatMap((operation) => operation.changes))], group: behind[0]?.group ?? key };
    const before = known(baseSide.objects, id);
    const temporary = (frame: Frame): Frame => ({ ...frame, ...shared, subject: { ...frame.subject, facts: { temporary: true } } });
    const way = build.recreations.onlyDown(causes) ? onlyDown : (operation: Operation) => operation;
    const drop = build.add(way(dropObject(before, { ...temporary(dropFrame(id, [], build)), title: `Take down ${before.kind} ${before.name}` })));
    const create = build.add(way(createObject(known(goalSide.objects, id), { ...temporary(creationFrame(id, [], build)), title: `Put back ${before.kind} ${before.name}` })));
    build.before(drop, create);
    pairs.set(id, { drop, create });
  }
  for (const [id, causes] of build.recreations.objects) {
    const pair = pairs.get(id);
    for (const cause of causes) {
      for (const operation of build.operationsOf(cause)) {
        if (operation === pair?.drop || operation === pair?.create) continue;
        // Between the drop and the creation of a replaced object, and around a change in place.
        build.before(pair?.drop, operation);
        build.before(operation, pair?.create);
      }
    }
  }
  return pairs;
}

function dropFrame(id: Id, differences: readonly Difference[], build: Build): Frame {
  const { baseSide } = build.ground;
  const object = known(baseSide.objects, id);
  return {
    ...objectFrame(object, differences, build), rank: isFoundation(object, build) ? ranks.dropFoundation : ranks.dropObject,
    produces: [], consumes: [], destroys: addressOf(id, baseSide.addresses), uses: objectNeeds(object, baseSide).needs,
  };
}

function creationFrame(id: Id, differences: readonly Difference[], build: Build): Frame {
  const { goalSide } = build.ground;
  const object = known(goalSide.objects, id);
  const { needs, prefers } = objectNeeds(object, goalSide);
  const late = object.tableId !== undefined || [...needs, ...prefers].some((address) => address.startsWith("table:") || address.startsWith("column:"));
  return {
    ...objectFrame(object, differences, build), rank: isFoundation(object, build) ? ranks.createFoundation : late ? ranks.createLateObject : ranks.createObject,
    produces: addressOf(id, goalSide.addresses), consumes: needs, prefers, destroys: [], uses: [],
  };
}

function objectFrame(object: SchemaObject, differences: readonly Difference[], build: Build): Pick<Frame, "title" | "changes" | "group" | "subject"> {
  const [first] = differences;
  return {
    title: first === undefined ? `${object.kind} ${object.name}` : build.title(first),
    changes: differences.map((difference) => build.change(difference)),
    group: object.tableId === undefined ? `object ${object.kind} ${object.id}` : `table ${object.tableId}`,
    subject: subjectOf(object.name, first !== undefined && first.verb !== "add", first === undefined || first.verb === "add" ? undefined : first.from, first === undefined || first.verb === "drop" ? undefined : first.to),
  };
}

function isFoundation(object: SchemaObject, build: Build): boolean {
  return build.ground.target.objectKinds[object.kind]?.foundation === true;
}

function addressOf(id: Id, addresses: ReadonlyMap<Id, Address>): Address[] {
  const address = addresses.get(id);
  return address === undefined ? [] : [address];
}
