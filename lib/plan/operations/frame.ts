import type { Operation } from "../operation";

/** What an operation is told from outside: where it belongs and why it is there. */
export type Frame = Pick<Operation, "title" | "changes" | "group" | "rank" | "subject" | "produces" | "consumes" | "destroys" | "uses" | "prefers">;
