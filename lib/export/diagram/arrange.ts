import type { Id } from "../../model";
import { boundsOf, type DiagramInput, type DiagramPoint } from "./input";
import { pack } from "./pack";
import { groupPad, groupTitle, type Scene } from "./scene";

/** A rectangle to place, with who it is linked to. */
interface Item {
  readonly id: Id;
  readonly width: number;
  readonly height: number;
}

const gapX = 88;
const gapY = 40;
/** About so many tables stand together as one neighbourhood. */
const moduleSize = 18;

/**
 * Quick arrangement for imports: related tables stand together, referenced tables left of those that reference them,
 * groups stay whole. Linear in tables and edges apart from sorting; a thousand tables take tens of milliseconds.
 * `ids` limits it to some tables, which are laid out around where they stand now.
 */
export function arrange(scene: Scene, ids?: ReadonlySet<Id>): ReadonlyMap<Id, DiagramPoint> {
  const items: Item[] = [...scene.tables.values()].filter((box) => ids === undefined || ids.has(box.id));
  const links = neighbours(scene, new Set(items.map((item) => item.id)));
  const modules = modulesOf(items, links, scene.input.groupOf).map((module) => {
    const places = layered(module.items, scene);
    const rects = module.items.map((item) => ({ ...item, ...(places.get(item.id) ?? { x: 0, y: 0 }) }));
    const bounds = boundsOf(rects) ?? { x: 0, y: 0, width: 0, height: 0 };
    const frame = module.group ? { side: groupPad, top: groupTitle + 8 } : { side: 0, top: 0 };
    return { ...module, places, bounds, frame, width: bounds.width + 2 * frame.side, height: bounds.height + frame.top + frame.side };
  });
  const corners = pack(orderByLinks(modules, links));
  const positions = new Map<Id, DiagramPoint>();
  modules.forEach((module) => {
    const corner = corners.get(module) ?? { x: 0, y: 0 };
    for (const [id, at] of module.places) {
      positions.set(id, { x: snap(corner.x + module.frame.side + at.x - module.bounds.x), y: snap(corner.y + module.frame.top + at.y - module.bounds.y) });
    }
  });
  if (ids === undefined) return positions;
  return aroundOld(positions, items, scene);
}

function snap(value: number): number {
  return Math.round(value / 8) * 8;
}

/** Keeps the middle of a partial arrangement where the tables were. */
function aroundOld(positions: ReadonlyMap<Id, DiagramPoint>, items: readonly Item[], scene: Scene): ReadonlyMap<Id, DiagramPoint> {
  const old = boundsOf(items.flatMap((item) => scene.tables.get(item.id) ?? []));
  const fresh = boundsOf(items.map((item) => ({ ...item, ...(positions.get(item.id) ?? { x: 0, y: 0 }) })));
  if (old === undefined || fresh === undefined) return positions;
  const dx = snap(old.x + old.width / 2 - fresh.x - fresh.width / 2), dy = snap(old.y + old.height / 2 - fresh.y - fresh.height / 2);
  return new Map([...positions].map(([id, at]) => [id, { x: at.x + dx, y: at.y + dy }]));
}

type Links = ReadonlyMap<Id, ReadonlySet<Id>>;

function neighbours(scene: Scene, within: ReadonlySet<Id>): Links {
  const links = new Map<Id, Set<Id>>([...within].map((id) => [id, new Set<Id>()]));
  for (const edge of scene.edges.values()) {
    const { child, parent } = edge.relationship;
    if (child === parent) continue;
    if (within.has(child) && within.has(parent)) { links.get(child)?.add(parent); links.get(parent)?.add(child); }
  }
  return links;
}

interface Module {
  readonly items: readonly Item[];
  readonly group: boolean;
}

/** Groups as they are; the rest in neighbourhoods grown around well-linked tables; loners together at the end. */
function modulesOf(items: readonly Item[], links: Links, groupOf: DiagramInput["groupOf"]): Module[] {
  const byGroup = new Map<Id, Item[]>();
  const free = new Map<Id, Item>();
  for (const item of items) {
    const group = groupOf.get(item.id);
    if (group === undefined) { free.set(item.id, item); continue; }
    const list = byGroup.get(group);
    if (list === undefined) byGroup.set(group, [item]); else list.push(item);
  }
  const modules: Module[] = [...byGroup.values()].map((list) => ({ items: list, group: true }));
  const degree = (id: Id) => links.get(id)?.size ?? 0;
  const seeds = [...free.values()].sort((a, b) => degree(b.id) - degree(a.id));
  const loners: Item[] = [];
  for (const seed of seeds) {
    if (!free.delete(seed.id)) continue;
    const members = [seed];
    // Grow by the table with the most links into the module, then the fewest links out of it.
    const pull = new Map<Id, number>();
    const attract = (id: Id) => links.get(id)?.forEach((other) => { if (free.has(other)) pull.set(other, (pull.get(other) ?? 0) + 1); });
    attract(seed.id);
    while (members.length < moduleSize && pull.size > 0) {
      let next: Id | undefined, best = -Infinity;
      for (const [id, count] of pull) {
        const score = count - degree(id) / 1000;
        if (score > best) { best = score; next = id; }
      }
      const item = next === undefined ? undefined : free.get(next);
      if (next === undefined || item === undefined) break;
      pull.delete(next);
      free.delete(next);
      members.push(item);
      attract(next);
    }
    if (members.length === 1) loners.push(seed); else modules.push({ items: members, group: false });
  }
  if (loners.length > 0) modules.push({ items: loners, group: false });
  return modules;
}

/** Columns by depth of reference: referenced left, referencing right; a tall column is broken into several. */
function layered(items: readonly Item[], scene: Scene): Map<Id, DiagramPoint> {
  const within = new Map(items.map((item) => [item.id, item]));
  const parents = new Map<Id, Id[]>();
  for (const { id } of items) {
    parents.set(id, (scene.edgesOf.get(id) ?? []).flatMap((edge) => {
      const r = scene.edges.get(edge)?.relationship;
      return r !== undefined && r.child === id && r.parent !== id && within.has(r.parent) ? [r.parent] : [];
    }));
  }
  const depth = new Map<Id, number>();
  const trail = new Set<Id>();
  const depthOf = (id: Id): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    if (trail.has(id)) return 0;
    trail.add(id);
    const value = Math.max(0, ...(parents.get(id) ?? []).map((parent) => depthOf(parent) + 1));
    trail.delete(id);
    depth.set(id, value);
    return value;
  };
  for (const { id } of items) depthOf(id);
  const area = items.reduce((sum, item) => sum + (item.width + gapX) * (item.height + gapY), 0);
  const limit = Math.max(Math.sqrt(area) * 0.85, ...items.map((item) => item.height));
  // A long chain of references folds into bands rather than running off to the right.
  const widest = Math.sqrt(area) * 1.7;

  const columns = new Map<number, Item[]>();
  for (const item of items) {
    const d = parents.get(item.id)?.length === 0 && (scene.edgesOf.get(item.id)?.length ?? 0) === 0 ? 0 : depth.get(item.id) ?? 0;
    const list = columns.get(d);
    if (list === undefined) columns.set(d, [item]); else list.push(item);
  }
  const places = new Map<Id, DiagramPoint>();
  let x = 0, bandTop = 0, bandBottom = 0;
  for (const [, column] of [...columns].sort(([a], [b]) => a - b)) {
    // Order by the mean height of what they reference, so that lines cross little.
    const want = (item: Item) => {
      const ys = (parents.get(item.id) ?? []).flatMap((parent) => places.get(parent)?.y ?? []);
      return ys.length === 0 ? Infinity : ys.reduce((sum, y) => sum + y, 0) / ys.length;
    };
    const ordered = column.map((item) => ({ item, y: want(item) })).sort((a, b) => a.y - b.y || b.item.height - a.item.height);
    const foldAt = (width: number) => { if (x > 0 && x + width > widest) { x = 0; bandTop = bandBottom + gapY; } };
    foldAt(Math.max(...column.map((item) => item.width)));
    let y = bandTop, width = 0;
    for (const { item } of ordered) {
      if (y > bandTop && y - bandTop + item.height > limit) { x += width + gapX; foldAt(item.width); y = bandTop; width = 0; }
      places.set(item.id, { x, y });
      bandBottom = Math.max(bandBottom, y + item.height);
      y += item.height + gapY;
      width = Math.max(width, item.width);
    }
    x += width + gapX;
  }
  return places;
}

/** Walks from module to module along the most links, so that neighbours come one after the other. */
function orderByLinks<M extends Module>(modules: readonly M[], links: Links): readonly M[] {
  const moduleOf = new Map(modules.flatMap((module) => module.items.map((item) => [item.id, module] as const)));
  const left = new Set(modules);
  const ordered: M[] = [];
  let pull = new Map<M, number>();
  while (left.size > 0) {
    let next: M | undefined, best = -Infinity;
    for (const module of left) {
      const score = (pull.get(module) ?? 0) + module.items.length / 1000;
      if (score > best) { best = score; next = module; }
    }
    if (next === undefined) break;
    left.delete(next);
    ordered.push(next);
    pull = new Map([...pull].map(([module, count]) => [module, count / 2]));
    for (const item of next.items) {
      for (const other of links.get(item.id) ?? []) {
        const module = moduleOf.get(other);
        if (module !== undefined && left.has(module)) pull.set(module, (pull.get(module) ?? 0) + 1);
      }
    }
  }
  return ordered;
}
