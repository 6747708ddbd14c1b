import type { Awareness } from "y-protocols/awareness";
import type { Presence } from "./protocol";
import type { OtherUser } from "./session";

/** Least time between two messages, in milliseconds: 30 a second. */
const interval = 1_000 / 30;
/** Longest state in characters of JSON; the server refuses more than 4 KB. */
const longest = 3_800;

export type OwnPresence = { readonly [K in Exclude<keyof Presence, "user">]?: Presence[K] | undefined };

/** Runs a function after so many milliseconds; gives what calls it off. */
export type Delay = (run: () => void, milliseconds: number) => () => void;

/** Publishes what others see of this user, and reads what they show of themselves. */
export class PresenceChannel {
  private own: OwnPresence = {};
  private others: readonly OtherUser[] = [];
  private sentAt = Number.NEGATIVE_INFINITY;
  private cancel: (() => void) | undefined;

  constructor(
    private readonly awareness: Awareness,
    private readonly user: Presence["user"],
    private readonly now: () => number,
    private readonly delay: Delay,
    private readonly onOthers: () => void,
  ) {
    awareness.on("change", this.read);
    this.publish();
  }

  getOthers(): readonly OtherUser[] {
    return this.others;
  }

  set(presence: OwnPresence): void {
    this.own = { ...this.own, ...presence };
    if (this.cancel !== undefined) return;
    const wait = this.sentAt + interval - this.now();
    if (wait <= 0) this.publish();
    else {
      this.cancel = this.delay(() => {
        this.cancel = undefined;
        this.publish();
      }, wait);
    }
  }

  close(): void {
    this.cancel?.();
    this.awareness.off("change", this.read);
  }

  private publish(): void {
    this.sentAt = this.now();
    this.awareness.setLocalState({ ...fitting({ user: this.user, selection: [], ...defined(this.own) }) });
  }

  private readonly read = (): void => {
    const others: OtherUser[] = [];
    for (const [client, state] of this.awareness.getStates()) {
      if (client === this.awareness.clientID) continue;
      const presence = parsePresence(state);
      if (presence !== undefined) others.push({ client, ...presence });
    }
    this.others = others.toSorted((a, b) => a.client - b.client);
    this.onOthers();
  };
}

function defined(own: OwnPresence): Partial<Omit<Presence, "user">> {
  return {
    ...(own.cursor === undefined ? {} : { cursor: own.cursor }), ...(own.selection === undefined ? {} : { selection: own.selection }),
    ...(own.drag === undefined ? {} : { drag: own.drag }),
  };
}

/** A state that the server takes: a huge selection or drag shows in part rather than not at all. */
function fitting(presence: Presence): Presence {
  let { selection } = presence;
  let drag = Object.entries(presence.drag ?? {}).map(([id, [x, y]]) => [id, [Math.round(x), Math.round(y)]] as const);
  const whole = (): Presence => ({ ...presence, selection, ...(presence.drag === undefined ? {} : { drag: Object.fromEntries(drag) }) });
  while (JSON.stringify(whole()).length > longest && (selection.length > 0 || drag.length > 0)) {
    if (selection.length >= drag.length) selection = selection.slice(0, Math.floor(selection.length / 2));
    else drag = drag.slice(0, Math.floor(drag.length / 2));
  }
  return whole();
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** Another user's state, or undefined when it is none; what is not readable of it is left out. */
export function parsePresence(state: unknown): Presence | undefined {
  if (!isObject(state) || !isObject(state["user"])) return undefined;
  const { name, color } = state["user"];
  if (typeof name !== "string") return undefined;
  const { cursor, selection, drag } = state;
  const moved = isObject(drag) ? Object.entries(drag).flatMap(([id, at]) => (Array.isArray(at) && isNumber(at[0]) && isNumber(at[1]) && id !== "__proto__" ? [[id, [at[0], at[1]] as const] as const] : [])) : [];
  return {
    user: { name: name.slice(0, 120), color: isNumber(color) ? Math.abs(Math.trunc(color)) % 8 : 0 },
    selection: Array.isArray(selection) ? selection.filter((id): id is string => typeof id === "string") : [],
    ...(isObject(cursor) && isNumber(cursor["x"]) && isNumber(cursor["y"]) ? { cursor: { x: cursor["x"], y: cursor["y"] } } : {}),
    ...(moved.length === 0 ? {} : { drag: Object.fromEntries(moved) }),
  };
}
