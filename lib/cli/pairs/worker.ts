import { chosenTarget } from "../chosen-target";
import { workRequest } from "./pair";
import { PairPlanner } from "./plan-one";

/** Answers its parent process: a pair in, its result out, until the parent goes away. */
export function servePairs(): void {
  let planner: { readonly target: string; readonly of: PairPlanner } | undefined;
  process.on("disconnect", () => process.exit(0));
  process.on("message", (message) => {
    const { target, pair } = workRequest.parse(message);
    if (planner?.target !== target) planner = { target, of: new PairPlanner(chosenTarget(target)) };
    void planner.of.plan(pair).then((result) => process.send?.(result));
  });
  process.send?.({ ready: true });
}
