import type { WorkloadAnswer } from "../design";
import type { EditCommand } from "../command";
import { answerProperty } from "../encode";
import { writeRecord } from "../patch";
import { designRecordId } from "../records";
import { done, refuse } from "./edit";

export interface SetAnswer {
  /** The attribute it answers: `deploy`, `editions.neo4j`. */
  readonly attribute: string;
  /** `null` is the answer "none"; absent takes the answer back, and it is unknown again. */
  readonly answer?: WorkloadAnswer | undefined;
}

/** Answers one question of the wizard. Each answer stands by itself, so that two people's answers merge. */
export const setAnswer: EditCommand<SetAnswer> = {
  id: "set-answer",
  label: "Answer a question",
  icon: "list-checks",
  run(context, { attribute = "", answer }) {
    if (!/^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?$/.test(attribute)) return refuse("answer-unknown", "There is no such question.");
    if (typeof answer === "number" && (!Number.isFinite(answer) || answer < 0)) return refuse("answer-impossible", "A number from 0 on.");
    return done(context, [writeRecord(designRecordId, { [answerProperty(attribute)]: answer })]);
  },
};
