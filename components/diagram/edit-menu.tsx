import type { ReactNode } from "react";
import { commands } from "@/lib/design/commands";
import type { EditCommand, EditContext } from "@/lib/design/command";
import type { Point } from "@/lib/design/design";
import type { Id } from "@/lib/model";
import { Icon } from "@/components/ui/icon";

type Place = NonNullable<EditCommand<unknown>["menu"]>["appliesTo"];

/** A command with the parameters it would run with here. */
export interface Offer {
  readonly command: EditCommand<unknown>;
  readonly parameters: unknown;
  readonly icon: ReactNode;
  /** It puts something on the canvas and no place was pointed at. */
  readonly needsPlace: boolean;
}

/** Commands that put something on the canvas take the place that was pointed at. */
function withPlace(parameters: unknown, at: Point | undefined): unknown {
  return at === undefined || typeof parameters !== "object" || parameters === null ? parameters : { ...parameters, at: { x: Math.round(at.x), y: Math.round(at.y) } };
}

/** The commands that apply to `target` in this place, in the list's order. */
export function offersFor(place: Place, context: EditContext, target: Id | undefined, at?: Point): readonly Offer[] {
  return commands.flatMap((command): readonly Offer[] => {
    if (command.menu?.appliesTo !== place) return [];
    const parameters = command.menu.parameters(context, target);
    if (parameters === undefined) return [];
    return [{ command, parameters: place === "canvas" ? withPlace(parameters, at) : parameters, icon: <Icon name={command.icon} />, needsPlace: place === "canvas" && at === undefined }];
  });
}
