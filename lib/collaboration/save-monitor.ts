import type { SaveState } from "./session";

export interface SaveMonitorParts {
  /** Sends a fence on the connection as it is now. */
  sendFence(fence: number): void;
  /** Called when the state may read otherwise. */
  onChange(): void;
  /** Edits of earlier visits that are kept on this device and not known to be saved. */
  readonly unsavedBefore?: number;
  /** Calls back when the server has had long enough to answer a fence; gives how to call that off. */
  patience?(callback: () => void): () => void;
}

/**
 * Knows whether every edit is on the server's disk. After edits it sends a fence; the answer means that all sent before it is in
 * the log. A fence counts only on the connection it was sent on, and only once that connection's first exchange is over: before
 * that, edits of the last connection may be lost in a socket that died (Hocuspocus' own count says 0 too early there).
 */
export class SaveMonitor {
  private edits: number;
  private acknowledged = 0;
  /** Nothing is known to be saved before the first answer. */
  private everAnswered = false;
  private connection: "connecting" | "open" | "lost" = "connecting";
  private epoch = 0;
  private exchanged = false;
  private readonly waiting = new Map<number, { readonly epoch: number; readonly edits: number }>();
  private fences = 0;
  private refusal: string | undefined;
  /** The connection looks open but nothing comes back: a network that was unplugged is noticed by the socket only much later. */
  private silent = false;
  private stopWaiting = (): void => undefined;

  constructor(private readonly parts: SaveMonitorParts) {
    this.edits = parts.unsavedBefore ?? 0;
  }

  get state(): SaveState {
    if (this.refusal !== undefined) return { kind: "refused", message: this.refusal };
    if (this.connection === "lost" || this.silent) return { kind: "offline", changes: this.unsaved };
    return this.exchanged && this.everAnswered && this.unsaved === 0 ? { kind: "saved" } : { kind: "saving" };
  }

  /** Edits not known to be on the server's disk. */
  get unsaved(): number {
    return this.edits - this.acknowledged;
  }

  /** An edit was written to the document, and sent if there is a connection. */
  edited(): void {
    this.edits += 1;
    this.ask();
    this.parts.onChange();
  }

  /** Edits kept on this device by an earlier visit became known. */
  foundUnsaved(count: number): void {
    this.edits += count;
    this.ask();
    this.parts.onChange();
  }

  connected(): void {
    this.connection = "open";
    this.refusal = undefined;
    this.parts.onChange();
  }

  /** The server asked for what it lacks and was answered: from here on, messages of this connection carry everything. */
  stateExchanged(): void {
    this.exchanged = true;
    this.ask();
    this.parts.onChange();
  }

  lost(): void {
    this.connection = "lost";
    this.exchanged = false;
    this.epoch += 1;
    this.waiting.clear();
    this.heard();
    this.parts.onChange();
  }

  answered(fence: number): void {
    const sent = this.waiting.get(fence);
    if (sent === undefined || sent.epoch !== this.epoch) return;
    this.waiting.delete(fence);
    this.everAnswered = true;
    this.heard();
    this.acknowledged = Math.max(this.acknowledged, sent.edits);
    this.ask();
    this.parts.onChange();
  }

  refused(message: string): void {
    this.refusal = message;
    this.parts.onChange();
  }

  /** One fence at a time: its answer asks again when edits came meanwhile. */
  private ask(): void {
    if (!this.exchanged || this.waiting.size > 0 || (this.everAnswered && this.unsaved === 0 && this.lastAsked === this.epoch)) return;
    this.lastAsked = this.epoch;
    const fence = this.fences++;
    this.waiting.set(fence, { epoch: this.epoch, edits: this.edits });
    this.parts.sendFence(fence);
    this.stopWaiting = this.parts.patience?.(() => {
      this.silent = true;
      this.parts.onChange();
    }) ?? this.stopWaiting;
  }

  private heard(): void {
    this.silent = false;
    this.stopWaiting();
  }

  /** Nothing more will be asked. */
  close(): void {
    this.stopWaiting();
  }

  private lastAsked = -1;
}
