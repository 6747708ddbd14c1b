import { chosenTarget } from "../chosen-target";
import { workRequest } from "./pair";
import { PairPlanner } from "./plan-one";

/** Answers its parent process: a pair in, its result out, until the parent goes away. Says that it is ready once the engine is open. */
export async function servePairs(target: string): Promise<void> {
  process.on("disconnect", () => process.exit(0));
  const planner = new PairPlanner(chosenTarget(target));
  await planner.open();
  process.on("message", (message) => {
    void planner.plan(workRequest.parse(message).pair).then((result) => process.send?.(result));
  });
  process.send?.({ ready: true });
}
