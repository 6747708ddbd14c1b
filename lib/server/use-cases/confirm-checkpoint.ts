import type { Confirmation, NewConfirmation, WithdrawnConfirmation } from "../../design/wire";
import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { findOwnDesign } from "./find-design";
import { designNotFound, done, failed, type Outcome } from "./outcome";
import { planDesign, presentConfirmation } from "./plan-design";

/** Checkpoints of a design's changes in phases that were confirmed, oldest first. */
export async function listCheckpoints(services: Services, owner: Owner, id: string): Promise<Outcome<readonly Confirmation[]>> {
  if ((await findOwnDesign(services, owner, id)) === undefined) return designNotFound;
  return done((await services.store.catalog.listCheckpoints(id)).map(presentConfirmation));
}

/**
 * Keeps that a person says the application has changed over, with their name, the time, and the sentence that was confirmed. Fails for a
 * checkpoint that the change does not wait for.
 */
export async function confirmCheckpoint(services: Services, owner: Owner, id: string, { evolutionId, phase, by }: NewConfirmation): Promise<Outcome<Confirmation>> {
  if ((await findOwnDesign(services, owner, id)) === undefined) return designNotFound;
  const planned = await planDesign(services, id, new Date());
  if (!planned.ok) return planned;
  const state = planned.value.pending.evolutions.find((each) => each.id === evolutionId);
  if (state?.waits !== "checkpoint" || state.checkpoint?.phase !== phase) {
    const kept = state?.confirmations.find((each) => each.phase === phase);
    return kept === undefined
      ? failed("conflict", "checkpoint-not-waiting", "No change in phases waits for this checkpoint. It may have been confirmed, released or taken back meanwhile.")
      : done(kept);
  }
  return done(presentConfirmation(await services.store.catalog.confirmCheckpoint({
    designId: id, evolutionId, phase, sentence: state.checkpoint.confirm, confirmedBy: by, confirmedById: owner.user.id,
  })));
}

/** Takes a confirmation back, as long as no release has gone past it. */
export async function withdrawCheckpoint(services: Services, owner: Owner, id: string, { evolutionId, phase }: WithdrawnConfirmation): Promise<Outcome<undefined>> {
  if ((await findOwnDesign(services, owner, id)) === undefined) return designNotFound;
  const planned = await planDesign(services, id, new Date());
  if (!planned.ok) return planned;
  const state = planned.value.pending.evolutions.find((each) => each.id === evolutionId);
  const place = state?.evolution?.phases.findIndex((each) => each.id === phase) ?? -1;
  // A checkpoint with statements of its own is released before it is confirmed; what counts is whether something after it was.
  const passed = state === undefined || state.reached > place + 1 || place < 0;
  if (passed) return failed("conflict", "checkpoint-passed", "A release has gone past this checkpoint, so it cannot be taken back.");
  return (await services.store.catalog.withdrawCheckpoint(id, evolutionId, phase))
    ? done(undefined)
    : failed("not-found", "checkpoint-not-found", "This checkpoint was not confirmed.");
}
