#!/usr/bin/env python3
"""products: title removed

Reads products in parallel segments and changes its items in place. Every write is conditional, so it can run
while the application writes, and again after it was stopped: it goes on at its checkpoint file.

    pip install boto3
    python strip_products.py --dry-run                    # counts, writes nothing
    python strip_products.py --write-units 200            # at most 200 write units a second
    python strip_products.py --undo                       # the way back

Credentials and region as for every AWS tool; --endpoint-url for DynamoDB Local and other emulators.
"""
NAME = "strip_products"
FORWARD = r"""{
  "from": "products",
  "keys": [
    "id"
  ],
  "remove": [
    "title"
  ],
  "set": [],
  "to": "products"
}"""
BACKWARD = r"""{
  "from": "products",
  "keys": [
    "id"
  ],
  "remove": [],
  "set": [
    {
      "attribute": "title",
      "from": {
        "copy": "name"
      }
    }
  ],
  "to": "products"
}"""

import argparse
import base64
import datetime
import json
import os
import re
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


class Throttle:
    """Lets through so many capacity units a second, over all threads."""

    def __init__(self, units_per_second):
        self.rate = units_per_second
        self.free_at = time.monotonic()
        self.lock = threading.Lock()

    def take(self, units):
        if self.rate <= 0:
            return
        with self.lock:
            now = time.monotonic()
            wait = max(0.0, self.free_at - now)
            self.free_at = max(self.free_at, now) + units / self.rate
        time.sleep(wait)


class Checkpoint:
    """Where each segment is, in a file that is replaced whole after every page."""

    def __init__(self, path, job, segments):
        self.path, self.lock = path, threading.Lock()
        self.state = {"job": job, "segments": segments, "at": {}, "done": []}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                known = json.load(file)
            if known["job"] != job or known["segments"] != segments:
                sys.exit("%s is of another job or another number of segments; remove it to begin anew." % path)
            self.state = known

    def start_of(self, segment):
        return decoded(self.state["at"].get(str(segment)))

    def is_done(self, segment):
        return segment in self.state["done"]

    def save(self, segment, key):
        with self.lock:
            if key is None:
                self.state["done"].append(segment)
            else:
                self.state["at"][str(segment)] = encoded(key)
            with open(self.path + ".new", "w", encoding="utf-8") as file:
                json.dump(self.state, file)
            os.replace(self.path + ".new", self.path)

    def finish(self):
        if os.path.exists(self.path):
            os.remove(self.path)


def encoded(key):
    return {name: {kind: base64.b64encode(value).decode("ascii") if kind == "B" else value for kind, value in typed.items()} for name, typed in key.items()}


def decoded(key):
    return None if key is None else {name: {kind: base64.b64decode(value) if kind == "B" else value for kind, value in typed.items()} for name, typed in key.items()}


def joined_text(value, pad):
    if value is None:
        return None
    if "S" in value:
        return value["S"].replace("%", "%25").replace("#", "%23")
    if "N" not in value:
        return None
    return value["N"].zfill(pad) if pad and value["N"].isdigit() else value["N"]


def converted(value, kind):
    if value is None:
        return None
    if kind == "S":
        return {"S": value["N"]} if "N" in value else {"S": "true" if value["BOOL"] else "false"} if "BOOL" in value else None
    if kind == "N":
        if "S" in value and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value["S"]):
            return {"N": value["S"]}
        return {"N": "1" if value["BOOL"] else "0"} if "BOOL" in value else None
    if "N" in value:
        return {"BOOL": float(value["N"]) != 0}
    return {"BOOL": value["S"] == "true"} if value.get("S") in ("true", "false") else None


def filling(how, item):
    if "copy" in how:
        return item.get(how["copy"])
    if "value" in how:
        return how["value"]
    if "join" in how:
        texts = [joined_text(item.get(part["attribute"]), part.get("pad")) for part in how["join"]]
        return None if None in texts else {"S": how["prefix"] + "#".join(texts)}
    if "expiry" in how:
        try:
            moment = datetime.datetime.fromisoformat(item[how["expiry"]]["S"].replace("Z", "+00:00"))
        except (KeyError, ValueError):
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=datetime.timezone.utc)
        return {"N": str(int(moment.timestamp()) + how["days"] * 86400)}
    return converted(item.get(how["convert"]), how["to"])


def fill(job, item):
    """The item as it is to be, or None when the job is not about it or changes nothing."""
    only = job.get("only")
    if only is not None:
        text = item.get(only["attribute"], {}).get("S", "")
        if not (text == only["begins"] if only.get("whole") else text.startswith(only["begins"])):
            return None
    result = dict(item)
    for change in job["set"]:
        if change["attribute"] in result and not change.get("replace"):
            continue
        value = filling(change["from"], item)
        if value is not None:
            result[change["attribute"]] = value
    for attribute in job["remove"]:
        result.pop(attribute, None)
    if "keep" in job:
        result = {name: value for name, value in result.items() if name in job["keep"]}
    if any(name not in result for name in job["keys"]):
        return None
    return None if job["from"] == job["to"] and result == item else result


def change_in_place(client, job, item, wanted, throttle):
    """UpdateItem, if what was read is still there; else looks again."""
    for _ in range(10):
        names, values, sets, removes, conditions = {}, {}, [], [], []
        touched = sorted(set(item) | set(wanted))
        used = {how for change in job["set"] for how in sources(change["from"])}
        for i, name in enumerate(touched):
            if name in job["keys"] or (item.get(name) == wanted.get(name) and name not in used):
                continue
            names["#n%d" % i] = name
            if name in item:
                values[":o%d" % i] = item[name]
                conditions.append("#n%d = :o%d" % (i, i))
            else:
                conditions.append("attribute_not_exists(#n%d)" % i)
            if item.get(name) == wanted.get(name):
                continue
            if name in wanted:
                values[":v%d" % i] = wanted[name]
                sets.append("#n%d = :v%d" % (i, i))
            else:
                removes.append("#n%d" % i)
        names["#key"] = job["keys"][0]
        conditions.append("attribute_exists(#key)")
        request = {
            "TableName": job["to"], "Key": {name: item[name] for name in job["keys"]}, "ExpressionAttributeNames": names, "ConditionExpression": " AND ".join(conditions),
            "UpdateExpression": (("SET " + ", ".join(sets)) if sets else "") + ((" REMOVE " + ", ".join(removes)) if removes else ""), "ReturnConsumedCapacity": "TOTAL",
        }
        if values:
            request["ExpressionAttributeValues"] = values
        try:
            answer = client.update_item(**request)
            throttle.take(answer.get("ConsumedCapacity", {}).get("CapacityUnits", 1))
            return "changed"
        except client.exceptions.ConditionalCheckFailedException:
            item = client.get_item(TableName=job["to"], Key=request["Key"], ConsistentRead=True).get("Item")
            wanted = None if item is None else fill(job, item)
            if wanted is None:
                return "left"
    raise RuntimeError("%s is written so often that it cannot be changed between two writes" % request["Key"])


def sources(how):
    return [how.get("copy") or how.get("expiry") or how.get("convert")] + [part["attribute"] for part in how.get("join", [])]


def copy(client, job, item, wanted, throttle):
    """PutItem, unless it is there: writers that store both have written it, and theirs is newer."""
    try:
        answer = client.put_item(TableName=job["to"], Item=wanted, ConditionExpression="attribute_not_exists(#key)", ExpressionAttributeNames={"#key": job["keys"][0]}, ReturnConsumedCapacity="TOTAL")
        throttle.take(answer.get("ConsumedCapacity", {}).get("CapacityUnits", 1))
        return "changed"
    except client.exceptions.ConditionalCheckFailedException:
        if not job.get("unique"):
            return "left"
        there = client.get_item(TableName=job["to"], Key={name: wanted[name] for name in job["keys"]}, ConsistentRead=True).get("Item")
        if there == wanted:
            return "left"
        print("Conflict: %s is held by %s and wanted by %s" % tuple(json.dumps(each, default=str) for each in ({name: wanted[name] for name in job["keys"]}, there, wanted)), file=sys.stderr)
        return "conflict"


def run(client, text, options):
    job = json.loads(text)
    reads, writes = Throttle(options.read_units), Throttle(options.write_units)
    checkpoint = Checkpoint(options.checkpoint, text, options.segments)
    counts, lock = {"read": 0, "changed": 0, "left": 0, "conflict": 0}, threading.Lock()

    def one(item):
        wanted = fill(job, item)
        if wanted is None:
            return "left"
        if options.dry_run:
            return "changed"
        return (change_in_place if job["from"] == job["to"] else copy)(client, job, item, wanted, writes)

    def segment(number):
        start = None if options.dry_run else checkpoint.start_of(number)
        while not checkpoint.is_done(number) or options.dry_run:
            more = {} if start is None else {"ExclusiveStartKey": start}
            page = client.scan(TableName=job["from"], Segment=number, TotalSegments=options.segments, Limit=options.page, ReturnConsumedCapacity="TOTAL", **more)
            reads.take(page.get("ConsumedCapacity", {}).get("CapacityUnits", 1))
            for item in page["Items"]:
                result = one(item)
                with lock:
                    counts["read"] += 1
                    counts[result] += 1
            start = page.get("LastEvaluatedKey")
            if not options.dry_run:
                checkpoint.save(number, start)
            with lock:
                print("%s: %d items read, %d %s, %d left as they are" % (NAME, counts["read"], counts["changed"], "to change" if options.dry_run else "changed", counts["left"]), flush=True)
            if start is None:
                return

    with ThreadPoolExecutor(max_workers=options.segments) as pool:
        list(pool.map(segment, range(options.segments)))
    if not options.dry_run and counts["conflict"] == 0:
        checkpoint.finish()
    elif not options.dry_run:
        os.remove(options.checkpoint)
        sys.exit("%s: %d conflicts; solve them and run it again." % (NAME, counts["conflict"]))
    return counts


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--undo", action="store_true", help="the way back")
    parser.add_argument("--dry-run", action="store_true", help="count only")
    parser.add_argument("--segments", type=int, default=4, help="parallel segments of the scan (4)")
    parser.add_argument("--page", type=int, default=250, help="items read at once and between two checkpoints (250)")
    parser.add_argument("--read-units", type=float, default=100, help="read units a second, 0 for no limit (100)")
    parser.add_argument("--write-units", type=float, default=50, help="write units a second, 0 for no limit (50)")
    parser.add_argument("--checkpoint", default=None, help="file that remembers the place")
    parser.add_argument("--endpoint-url", default=None)
    parser.add_argument("--region", default=None)
    options = parser.parse_args(arguments)
    text = BACKWARD if options.undo else FORWARD
    if text is None:
        print("%s: there is nothing to undo." % NAME)
        return
    if options.checkpoint is None:
        options.checkpoint = NAME + (".undo" if options.undo else "") + ".checkpoint.json"
    client = boto3.client("dynamodb", endpoint_url=options.endpoint_url, region_name=options.region, config=Config(retries={"mode": "adaptive", "max_attempts": 10}, max_pool_connections=options.segments + 2))
    try:
        counts = run(client, text, options)
    except ClientError as error:
        sys.exit("%s: %s. Run it again to go on from its checkpoint." % (NAME, error))
    print("%s: done. %d items read, %d %s." % (NAME, counts["read"], counts["changed"], "to change" if options.dry_run else "changed"))


if __name__ == "__main__":
    main()
