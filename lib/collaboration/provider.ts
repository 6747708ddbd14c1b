import { HocuspocusProvider, type HocuspocusProviderConfiguration } from "@hocuspocus/provider";
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from "lib0/decoding";
import * as Y from "yjs";
import { missingUpdates } from "./split-update";

/** y-protocols and Hocuspocus 4.7 message numbers: a synchronisation message, and in it the server's question for what it lacks. */
const syncMessage = 0;
const syncStep1 = 0;
/** Bytes an answer may have in one piece; the protocol asks for at most 256 KB in an update. */
const pieceLimit = 200_000;

/** WebSocket.OPEN */
const openState = 1;

/** Hocuspocus' provider, but what the server lacks after a time offline is sent in pieces that it takes. */
export class DesignProvider extends HocuspocusProvider {
  constructor(
    configuration: HocuspocusProviderConfiguration,
    /** Called when the server's question for what it lacks was answered. */
    private readonly onExchanged: () => void,
  ) {
    super(configuration);
  }

  /** Hocuspocus queues every edit made offline and sends them again beside the whole; the exchange on reconnect carries them already. */
  override documentUpdateHandler(update: Uint8Array, origin: unknown): void {
    if (this.configuration.websocketProvider.webSocket?.readyState === openState) super.documentUpdateHandler(update, origin);
  }

  override onMessage(event: MessageEvent): void {
    const stateVector = askedState(event.data);
    if (stateVector === undefined) return super.onMessage(event);
    const missing = Y.encodeStateAsUpdate(this.document, stateVector);
    if (missing.length <= pieceLimit) super.onMessage(event);
    else for (const update of missingUpdates(this.document, stateVector, pieceLimit)) this.documentUpdateHandler(update, "split");
    this.onExchanged();
  }
}

/** The state the server says it has, when the message asks for the rest. */
function askedState(data: unknown): Uint8Array | undefined {
  if (!(data instanceof ArrayBuffer) && !(data instanceof Uint8Array)) return undefined;
  try {
    const decoder = createDecoder(new Uint8Array(data));
    readVarString(decoder);
    return readVarUint(decoder) === syncMessage && readVarUint(decoder) === syncStep1 ? readVarUint8Array(decoder) : undefined;
  } catch {
    return undefined;
  }
}
