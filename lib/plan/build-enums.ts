import type { Difference } from "../diff";
import { subjectOf, type Build } from "./build";
import { known } from "./ground";
import { alterEnum } from "./operations/alter-enum";
import { createEnum } from "./operations/create-enum";
import { dropEnum } from "./operations/drop-enum";
import type { Frame } from "./operations/frame";
import { renameEnum } from "./operations/rename-enum";
import { ranks } from "./ranks";

/** Operations for enum types. */
export function buildEnums(build: Build): void {
  const { baseSide, goalSide } = build.ground;
  for (const difference of build.ground.differences) {
    if (difference.kind !== "enum") continue;
    const frame = enumFrame(difference, build);
    switch (difference.verb) {
      case "add":
        build.add(createEnum(known(goalSide.enums, difference.to.id), { ...frame, rank: ranks.createEnum }), `enum ${difference.to.id}`);
        break;
      case "drop":
        build.add(dropEnum(known(baseSide.enums, difference.from.id), { ...frame, rank: ranks.dropEnum }), `enum ${difference.from.id}`);
        break;
      case "rename": {
        const from = known(baseSide.enums, difference.from.id);
        const to = known(goalSide.enums, difference.to.id);
        build.add(renameEnum(from, { ...to, values: from.values }, { ...frame, rank: ranks.renameEnum }), `enum ${to.id}`);
        break;
      }
      case "alter": {
        const from = known(baseSide.enums, difference.from.id);
        const to = known(goalSide.enums, difference.to.id);
        const [rename] = build.operationsOf(`enum ${to.id}`);
        const current = rename === undefined ? from : { ...to, values: from.values };
        const alter = build.add(alterEnum(current, to, { ...frame, rank: ranks.alterEnum }), `enum ${to.id}`);
        build.before(rename, alter);
      }
    }
  }
}

function enumFrame(difference: Difference, build: Build): Omit<Frame, "rank"> {
  const from = difference.verb === "add" ? undefined : difference.from;
  const to = difference.verb === "drop" ? undefined : difference.to;
  const id = to?.id ?? from?.id ?? "";
  const before = build.ground.baseSide.addresses.get(id);
  const after = build.ground.goalSide.addresses.get(id);
  const namespace = (to ?? from)?.scope ?? "";
  return {
    title: build.title(difference), changes: [build.change(difference)], group: `enum ${id}`,
    produces: to === undefined || after === undefined ? [] : [after],
    destroys: from === undefined || before === undefined ? [] : [before],
    consumes: to === undefined || namespace === "" ? [] : [`namespace:${namespace}`],
    uses: from === undefined || from.scope === "" ? [] : [`namespace:${from.scope}`],
    subject: subjectOf((to ?? from)?.name ?? "", difference.verb !== "add", from, to, difference.verb === "alter" ? difference.properties : []),
  };
}
