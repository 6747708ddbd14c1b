import type { Command } from "../command";
import { advise } from "./advise";
import { backup } from "./backup";
import { check } from "./check";
import { exportSchema } from "./export";
import { importSchema } from "./import";
import { lint } from "./lint";
import { plan } from "./plan";
import { prove } from "./prove";
import { restore } from "./restore";

/** Every command, in the order of the overview. A new one adds its line here. */
export const commands: readonly Command[] = [importSchema, exportSchema, lint, plan, prove, advise, check, backup, restore];
