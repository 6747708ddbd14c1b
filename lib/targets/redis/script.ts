import { oneLine } from "../../model";
import { moveLibrary, type Move } from "./move";

/** A key migration as a Python script: it loads a library, calls it batch by batch, keeps the cursor, and unloads it. Python with redis-py, the client that Redis itself maintains. */
export function script(name: string, title: string, forward: readonly Move[], backward: readonly Move[]): string {
  const libraries = (moves: readonly Move[], suffix: string): string => `[${moves.map((move, i) => `\n    (${JSON.stringify(`${name}${suffix}_${i + 1}`)}, ${pythonText(moveLibrary(`${name}${suffix}_${i + 1}`, move))}),`).join("")}\n]`;
  return `#!/usr/bin/env python3
"""${oneLine(title).replaceAll("\\", "\\\\").replaceAll('"', "'")}

SCAN in batches; each batch is one function call, so nobody sees half of it, and others wait no longer than it takes. Can be stopped and
run again: it goes on at the cursor in its checkpoint file, and a key that is done already is left alone. In a cluster: once for each master.

    pip install redis
    python ${name}.py --url redis://localhost:6379/0 --dry-run
    python ${name}.py --url redis://localhost:6379/0 --count 500 --pause 0.05
    python ${name}.py --url redis://localhost:6379/0 --undo
"""
import argparse
import json
import os
import sys
import time

import redis

NAME = ${JSON.stringify(name)}
FORWARD = ${libraries(forward, "")}
BACKWARD = ${libraries(backward, "_undo")}

${runner}`;
}

/** A text as a Python string: what JSON writes is one, but for characters outside the basic plane, which it leaves as they are. */
function pythonText(text: string): string {
  return `"""\\\n${text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replace(/[\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`)}"""`;
}

const runner = String.raw`
def run(client, moves, options, path):
    place = {"move": 0, "cursor": "0"}
    if os.path.exists(path) and not options.dry_run:
        with open(path, encoding="utf-8") as file:
            place = json.load(file)
    seen = changed = 0
    for number in range(place["move"], len(moves)):
        name, code = moves[number]
        client.execute_command("FUNCTION", "LOAD", "REPLACE", code)
        cursor = place["cursor"] if number == place["move"] else "0"
        while True:
            began = time.monotonic()
            following, looked, done = client.execute_command("FCALL", name, 0, cursor, options.count, "dry" if options.dry_run else "")
            cursor = following.decode() if isinstance(following, bytes) else str(following)
            seen, changed = seen + looked, changed + done
            if not options.dry_run:
                with open(path + ".new", "w", encoding="utf-8") as file:
                    json.dump({"move": number, "cursor": cursor} if cursor != "0" else {"move": number + 1, "cursor": "0"}, file)
                os.replace(path + ".new", path)
            print("%s: %d keys looked at, %d %s (batch of %.0f ms)" % (NAME, seen, changed, "to change" if options.dry_run else "changed", 1000 * (time.monotonic() - began)), flush=True)
            if cursor == "0":
                break
            time.sleep(options.pause)
        client.execute_command("FUNCTION", "DELETE", name)
    if os.path.exists(path) and not options.dry_run:
        os.remove(path)
    return seen, changed


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="redis://localhost:6379/0")
    parser.add_argument("--undo", action="store_true")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--count", type=int, default=500, help="keys SCAN looks at in one batch (500)")
    parser.add_argument("--pause", type=float, default=0.05, help="seconds between batches (0.05)")
    parser.add_argument("--checkpoint", default=None)
    options = parser.parse_args(arguments)
    moves = BACKWARD if options.undo else FORWARD
    if not moves:
        print("%s: there is nothing to undo." % NAME)
        return
    path = options.checkpoint or NAME + (".undo" if options.undo else "") + ".checkpoint.json"
    try:
        seen, changed = run(redis.Redis.from_url(options.url), moves, options, path)
    except redis.RedisError as error:
        sys.exit("%s: %s. Run it again to go on from its checkpoint." % (NAME, error))
    print("%s: done. %d keys looked at, %d %s." % (NAME, seen, changed, "to change" if options.dry_run else "changed"))


if __name__ == "__main__":
    main()
`;
