#!/usr/bin/env python3
"""Runs the migrations of this design: folders NNNN_name with up.json and down.json, in order.

    pip install boto3
    python migrate.py status --migrations ../migrations
    python migrate.py up     --migrations ../migrations [--to 0003_name]
    python migrate.py down   --migrations ../migrations            # the last one
    python migrate.py check  --migrations ../migrations            # what checks.json says of the last one

Each command is one API call; after calls that work in the background it asks until the table and all its indexes are ACTIVE.
The table strata_migrations (--ledger) remembers what has been run, with a checksum: a file that changed since is refused.
Data migrations are scripts of their own, run between the migrations that name them.
"""
import argparse
import datetime
import hashlib
import json
import pathlib
import sys
import time

import boto3

METHODS = {
    "CreateTable": "create_table", "UpdateTable": "update_table", "DeleteTable": "delete_table", "DescribeTable": "describe_table", "UpdateTimeToLive": "update_time_to_live",
    "UpdateContinuousBackups": "update_continuous_backups", "DescribeTimeToLive": "describe_time_to_live", "DescribeContinuousBackups": "describe_continuous_backups",
}


def run(client, command, dry_run):
    call, request = command["call"], command["input"]
    print(("would call " if dry_run else "") + call, request.get("TableName", ""), command.get("until", ""), flush=True)
    if dry_run:
        return
    if "until" in command:
        wait(client, request["TableName"], command["until"])
        return
    getattr(client, METHODS[call])(**request)


def wait(client, table, until):
    pause = 0.2
    while True:
        try:
            found = client.describe_table(TableName=table)["Table"]
        except client.exceptions.ResourceNotFoundException:
            if until == "DELETED":
                return
            raise
        states = [found["TableStatus"]] + [index["IndexStatus"] for index in found.get("GlobalSecondaryIndexes", [])]
        if until == "ACTIVE" and all(state == "ACTIVE" for state in states):
            return
        time.sleep(pause)
        pause = min(pause * 1.5, 20)


def ledger(client, name):
    try:
        client.describe_table(TableName=name)
    except client.exceptions.ResourceNotFoundException:
        client.create_table(TableName=name, AttributeDefinitions=[{"AttributeName": "name", "AttributeType": "S"}], KeySchema=[{"AttributeName": "name", "KeyType": "HASH"}], BillingMode="PAY_PER_REQUEST")
        wait(client, name, "ACTIVE")
    # The one place that reads a table whole: it has one small item for each migration.
    pages = client.get_paginator("scan").paginate(TableName=name, ConsistentRead=True)
    return {item["name"]["S"]: item["checksum"]["S"] for page in pages for item in page["Items"]}


def checksum(folder):
    digest = hashlib.sha256()
    for name in ("up.json", "down.json"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def check(client, folder, key):
    wrong = 0
    for each in json.loads((folder / "checks.json").read_text(encoding="utf-8"))[key]:
        expected = each["expect"]
        try:
            answer = getattr(client, METHODS[each["call"]])(**each["input"])
        except client.exceptions.ResourceNotFoundException:
            answer = {"error": "ResourceNotFoundException"}
        wrong += 0 if holds(answer, expected) else 1
        print("ok  " if holds(answer, expected) else "WRONG", each["call"], each["input"]["TableName"], json.dumps(expected))
    return wrong


def holds(answer, expected):
    if "error" in expected or "error" in answer:
        return answer.get("error") == expected.get("error")
    table = answer.get("Table", {})
    indexes = {index["IndexName"]: index.get("IndexStatus", "ACTIVE") for index in table.get("GlobalSecondaryIndexes", []) + table.get("LocalSecondaryIndexes", [])}
    if "IndexName" in expected:
        return (expected["IndexName"] not in indexes) if expected.get("absent") else indexes.get(expected["IndexName"]) == expected["IndexStatus"]
    if "TimeToLiveStatus" in expected:
        found = answer["TimeToLiveDescription"]
        # ENABLING counts as well: the change takes up to an hour.
        return found["TimeToLiveStatus"][:6] == expected["TimeToLiveStatus"][:6]
    if "PointInTimeRecoveryStatus" in expected:
        return answer["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == expected["PointInTimeRecoveryStatus"]
    return table.get("TableStatus") == expected["TableStatus"] and table.get("KeySchema") == expected["KeySchema"] and set(expected["IndexNames"]) <= set(indexes)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["status", "up", "down", "check"])
    parser.add_argument("--migrations", default="migrations")
    parser.add_argument("--to", default=None, help="the last one to run")
    parser.add_argument("--ledger", default="strata_migrations")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--endpoint-url", default=None)
    parser.add_argument("--region", default=None)
    options = parser.parse_args(arguments)
    client = boto3.client("dynamodb", endpoint_url=options.endpoint_url, region_name=options.region)
    folders = sorted((folder for folder in pathlib.Path(options.migrations).iterdir() if (folder / "up.json").exists()), key=lambda folder: folder.name)
    done = ledger(client, options.ledger)
    for folder in folders:
        if folder.name in done and done[folder.name] != checksum(folder):
            sys.exit("%s was changed after it was run." % folder.name)
    if options.action == "status":
        for folder in folders:
            print("done   " if folder.name in done else "pending", folder.name)
    elif options.action == "check":
        last = [folder for folder in folders if folder.name in done][-1:]
        sys.exit(1 if any(check(client, folder, "afterUp") for folder in last) else 0)
    elif options.action == "up":
        for folder in folders:
            if folder.name not in done:
                print("# up", folder.name)
                for command in json.loads((folder / "up.json").read_text(encoding="utf-8")):
                    run(client, command, options.dry_run)
                if not options.dry_run:
                    now = datetime.datetime.now(datetime.timezone.utc).isoformat()
                    client.put_item(TableName=options.ledger, Item={"name": {"S": folder.name}, "checksum": {"S": checksum(folder)}, "at": {"S": now}})
            if folder.name == options.to:
                break
    else:
        for folder in [folder for folder in folders if folder.name in done][-1:]:
            print("# down", folder.name)
            for command in json.loads((folder / "down.json").read_text(encoding="utf-8")):
                run(client, command, options.dry_run)
            if not options.dry_run:
                client.delete_item(TableName=options.ledger, Key={"name": {"S": folder.name}})


if __name__ == "__main__":
    main()
