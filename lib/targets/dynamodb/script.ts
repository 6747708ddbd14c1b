import { oneLine } from "../../model";
import { jobText, type Job } from "./job";
import { scriptRunner } from "./script-runner";

/** A data migration as a Python script. Python, because boto3 is the SDK that AWS ships with its own command line, and operators have it. */
export function script(name: string, title: string, forward: Job, backward: Job | undefined): string {
  return `#!/usr/bin/env python3
"""${docText(title)}

Reads ${docText(forward.from)} in parallel segments and ${forward.from === forward.to ? "changes its items in place" : `writes its items to ${docText(forward.to)}`}. Every write is conditional, so it can run
while the application writes, and again after it was stopped: it goes on at its checkpoint file.

    pip install boto3
    python ${name}.py --dry-run                    # counts, writes nothing
    python ${name}.py --write-units 200            # at most 200 write units a second
    python ${name}.py --undo                       # ${backward === undefined ? "there is nothing to undo: the copies go with their table" : "the way back"}

Credentials and region as for every AWS tool; --endpoint-url for DynamoDB Local and other emulators.
"""
NAME = ${JSON.stringify(name)}
FORWARD = r"""${jobText(forward)}"""
BACKWARD = ${backward === undefined ? "None" : `r"""${jobText(backward)}"""`}

${scriptRunner}`;
}

/** A text from users inside the script's own description. */
function docText(text: string): string {
  return oneLine(text).replaceAll("\\", "\\\\").replaceAll('"', "'");
}
