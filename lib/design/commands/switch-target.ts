import type { Diagnostic, TechnologyId } from "../../model";
import { convertSchema, type Conversion } from "../../targets/conversion";
import { findTarget } from "../../targets/registry";
import type { EditCommand } from "../command";
import type { Design } from "../design";
import { encodeSettings } from "../encode";
import { mergeSchema } from "../merge-schema";
import { writeRecord } from "../patch";
import { designRecordId } from "../records";
import { done, refuse } from "./edit";

/** The design's schema in another target's language, or undefined when one of the two is not built. */
function convert(design: Design, target: TechnologyId, version: string | undefined): (Conversion & { readonly version: string }) | undefined {
  const from = findTarget(design.settings.target);
  const to = findTarget(target);
  const wanted = version ?? to?.versions[0]?.id;
  return from === undefined || to === undefined || wanted === undefined ? undefined : { ...convertSchema(design.schema, from, to, wanted), version: wanted };
}

/** What a switch of target loses, before it is made. */
export function switchTargetLosses(design: Design, target: TechnologyId, version?: string): readonly Diagnostic[] {
  return convert(design, target, version)?.losses ?? [];
}

/** Puts the design into another target's language: types, defaults, keys and expressions are converted, ids and places stay. */
export const switchTarget: EditCommand<{ readonly target: TechnologyId; readonly version?: string }> = {
  id: "switch-target",
  label: "Switch technology",
  icon: "replace",
  run(context, { target, version }) {
    const { design } = context;
    const conversion = convert(design, target, version);
    if (conversion === undefined) return refuse("target-not-built", `Designs cannot be switched to ${target} yet.`);
    // Answered rename questions are about the released schema of the old target.
    const settings = writeRecord(designRecordId, encodeSettings({ target, targetVersion: conversion.version, renames: [] }));
    return done(context, [mergeSchema(design, conversion.schema, [], { sameIds: true, keepComments: false, newId: () => context.newId() }), settings]);
  },
};
