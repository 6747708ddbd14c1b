import type { DataLoss } from "./proof";

export type { DataLoss };

/** "12 values of orders.note". */
export function lossText({ what, count, of }: DataLoss): string {
  const noun = count === 1 ? of.slice(0, -1) : of;
  return `${count.toLocaleString("en")} ${noun} of ${what}`;
}
