import type { Confirmation, DesignSummary, EvolutionCheck, EvolutionCheckResult, ImportRequest, ImportResult, KeptImport, Me, NewConfirmation, NewDesign, NewRelease, Release, ReleaseSummary, StoredProof, WithdrawnConfirmation } from "@/lib/design/wire";
import type { TechnologyId } from "@/lib/model";
import { longWork, request, requestIfAny, requestNothing } from "./request";

interface Cancellable {
  readonly signal: AbortSignal;
  onProgress(progress: { readonly done: number; readonly total: number; readonly label: string }): void;
}

const design = (id: string) => `/designs/${encodeURIComponent(id)}`;

/** Every call of /api/v1, typed by lib/design/wire. All reject with RequestError when the server refuses. */
export const api = {
  me: (signal?: AbortSignal) => request<Me>("/me", { signal }),
  listDesigns: (signal?: AbortSignal) => request<readonly DesignSummary[]>("/designs", { signal }),
  createDesign: (body: NewDesign) => request<DesignSummary>("/designs", { method: "POST", body }),
  getDesign: (id: string, signal?: AbortSignal) => request<DesignSummary>(design(id), { signal }),
  renameDesign: (id: string, name: string) => request<DesignSummary>(design(id), { method: "PATCH", body: { name } }),
  deleteDesign: (id: string) => requestNothing(design(id), "DELETE"),
  duplicateDesign: (id: string) => request<DesignSummary>(`${design(id)}/duplicate`, { method: "POST" }),
  /** Tells the server that an import for the target is about to be asked for. */
  prepareImport: (target: TechnologyId) => requestNothing("/imports/prepare", "POST", { target }),
  import: (body: ImportRequest, work: Cancellable) => longWork<ImportResult>("/imports", body, work),
  /** Reads a text and keeps what was found on the server, for a design to be made of it. */
  keepImport: ({ text, file, ...query }: ImportRequest, work: Cancellable) =>
    longWork<KeptImport>(`/imports/kept?${new URLSearchParams({ ...query, ...(file === undefined ? {} : { file }) }).toString()}`, new Blob([text], { type: "application/octet-stream" }), work),
  prove: (id: string, work: Cancellable) => longWork<StoredProof>(`${design(id)}/proofs`, {}, work),
  /** The last proof, or undefined when there is none. */
  latestProof: (id: string, signal?: AbortSignal) => requestIfAny<StoredProof>(`${design(id)}/proofs/latest`, { signal }),
  listReleases: (id: string, signal?: AbortSignal) => request<readonly ReleaseSummary[]>(`${design(id)}/releases`, { signal }),
  getRelease: (id: string, number: number, signal?: AbortSignal) => request<Release>(`${design(id)}/releases/${number}`, { signal }),
  release: (id: string, body: NewRelease) => request<ReleaseSummary>(`${design(id)}/releases`, { method: "POST", body }),
  /** Tries the expressions of a change in phases on sample rows. */
  checkEvolution: (id: string, body: EvolutionCheck, work: Cancellable) => longWork<EvolutionCheckResult>(`${design(id)}/evolutions/check`, body, work),
  listCheckpoints: (id: string, signal?: AbortSignal) => request<readonly Confirmation[]>(`${design(id)}/checkpoints`, { signal }),
  confirmCheckpoint: (id: string, body: NewConfirmation) => request<Confirmation>(`${design(id)}/checkpoints`, { method: "POST", body }),
  withdrawCheckpoint: (id: string, body: WithdrawnConfirmation) => requestNothing(`${design(id)}/checkpoints`, "DELETE", body),
  /** Address of a download. */
  exportUrl: (id: string, format: "zip" | "sql" | "dbml" | "mermaid" | "svg" | "json" | "md" | "html") => `/api/v1${design(id)}/export/${format}`,
  /** Address of the bundle with its migrations in the form of a tool, by its id. */
  bundleUrl: (id: string, tool: string) => `/api/v1${design(id)}/export/zip?migrations=${encodeURIComponent(tool)}`,
};
