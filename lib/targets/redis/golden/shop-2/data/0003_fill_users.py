#!/usr/bin/env python3
"""users: locale filled with its default

SCAN in batches; each batch is one function call, so nobody sees half of it, and others wait no longer than it takes. Can be stopped and
run again: it goes on at the cursor in its checkpoint file, and a key that is done already is left alone. In a cluster: once for each master.

    pip install redis
    python fill_users.py --url redis://localhost:6379/0 --dry-run
    python fill_users.py --url redis://localhost:6379/0 --count 500 --pause 0.05
    python fill_users.py --url redis://localhost:6379/0 --undo
"""
import argparse
import json
import os
import sys
import time

import redis

NAME = "fill_users"
FORWARD = [
    ("fill_users_1", """\
#!lua name=fill_users_1
-- One batch of a data migration: SCAN from a cursor, then each key. Run by its script, which keeps the cursor; unloaded at its end.
local job = {
  match = "{users}:*",
  prefix = "{users}:",
  structure = "hash",
  set = { { field = "locale", value = "en" } },
  remove = {},
  link = false,
  drop = false,
}
local spec = {
  name = "users",
  structure = "hash",
  prefix = "{users}:",
  key = { "id" },
  lookups = { { key = "uniq:{users}:email:", kind = "unique", by = { "email" } } },
  expiring = {},
}

-- Parts of a key: ":" and "%" in values are written as %3A and %25, so that different values never make the same key.
local function encoded(value)
  return (string.gsub(string.gsub(value, "%%", "%%25"), ":", "%%3A"))
end

-- The values of these fields as part of a key; nil when one is missing, which is then found by no such key.
local function joined(fields, row)
  local texts = {}
  for i, field in ipairs(fields) do
    if row[field] == nil then return nil end
    texts[i] = encoded(row[field])
  end
  return table.concat(texts, ":")
end

local function member(lookup, id, row)
  if lookup.member then return joined(lookup.member, row) end
  if lookup.kind == "lexical" then return row[lookup.order] and row[lookup.order] .. "\\0" .. id end
  return id
end

local function score(lookup, row)
  if lookup.order == nil or lookup.kind == "lexical" then return 0 end
  local value = row[lookup.order]
  if value ~= nil and lookup.digits then value = string.gsub(value, "%-", "") end
  return value ~= nil and tonumber(value) or nil
end

local function decoded(value)
  if value == nil or value == cjson.null then return nil end
  return type(value) == "table" and cjson.encode(value) or type(value) == "boolean" and (value and "1" or "0") or type(value) == "number" and string.format("%.17g", value) or value
end

-- A row as fields and texts, as it is kept now.
local function stored(spec, key)
  local row = {}
  if spec.structure == "json" then
    local text = redis.call("JSON.GET", key)
    if text then for field, value in pairs(cjson.decode(text)) do row[field] = decoded(value) end end
  else
    local flat = redis.call("HGETALL", key)
    for i = 1, #flat, 2 do row[flat[i]] = flat[i + 1] end
  end
  return row
end

local function unlink(spec, id, row)
  for _, lookup in ipairs(spec.lookups) do
    local by, who = joined(lookup.by, row), member(lookup, id, row)
    if by and who then
      if lookup.kind == "unique" then
        if redis.call("GET", lookup.key .. by) == id then redis.call("DEL", lookup.key .. by) end
      elseif lookup.kind == "set" then redis.call("SREM", lookup.key .. by, who)
      else redis.call("ZREM", lookup.key .. by, who) end
    end
  end
end

local function link(spec, id, row)
  for _, lookup in ipairs(spec.lookups) do
    local by, who = joined(lookup.by, row), member(lookup, id, row)
    if by and who then
      if lookup.kind == "unique" then redis.call("SET", lookup.key .. by, id)
      elseif lookup.kind == "set" then redis.call("SADD", lookup.key .. by, who)
      else
        local number = score(lookup, row)
        if number then redis.call("ZADD", lookup.key .. by, number, who) end
        -- Rows that have expired leave nothing but their place in the order of expiry.
        if spec.expiry and lookup.order == spec.expiry.field then
          local now = redis.call("TIME")
          redis.call("ZREMRANGEBYSCORE", lookup.key .. by, "-inf", now[1] * 1000)
        end
      end
    end
  end
end

-- Milliseconds since 1970 at which the row goes; nil for one that stays.
local function expires(spec, row)
  if spec.expiry == nil then return nil end
  if spec.expiry.field == nil then
    local now = redis.call("TIME")
    return now[1] * 1000 + spec.expiry.days * 86400000
  end
  local at = tonumber(row[spec.expiry.field] or "")
  return at and at + spec.expiry.days * 86400000 or nil
end

local function append(spec, key, row, args)
  local words, time = { key }, row[spec.time]
  if spec.expiry then
    local now = redis.call("TIME")
    for _, word in ipairs({ "MINID", "~", string.format("%.0f", now[1] * 1000 - spec.expiry.days * 86400000) }) do table.insert(words, word) end
  end
  table.insert(words, time .. "-*")
  local given = #words
  for i = 1, #args, 2 do
    local inKey = args[i] == spec.time
    for _, field in ipairs(spec.key) do inKey = inKey or field == args[i] end
    if not inKey then
      table.insert(words, args[i])
      table.insert(words, args[i + 1])
    end
  end
  if #words == given then
    table.insert(words, "-")
    table.insert(words, "")
  end
  return redis.call("XADD", unpack(words))
end

local function put(spec, key, args)
  local row = {}
  local text = spec.structure == "json" and args[1] or nil
  if text then
    for field, value in pairs(cjson.decode(text)) do row[field] = decoded(value) end
  else
    if #args == 0 or #args % 2 == 1 then return redis.error_reply("ERR put_" .. spec.name .. " takes fields and values") end
    for i = 1, #args, 2 do row[args[i]] = args[i + 1] end
  end
  if spec.structure == "link" then
    link(spec, nil, row)
    return redis.status_reply("OK")
  end
  local id = joined(spec.key, row)
  if id == nil or key ~= spec.prefix .. id then return redis.error_reply("ERR the key of this row is not " .. tostring(key)) end
  if spec.structure == "stream" then
    if row[spec.time] == nil then return redis.error_reply("ERR " .. spec.time .. " is missing") end
    return append(spec, key, row, args)
  end
  for _, lookup in ipairs(spec.lookups) do
    local by = lookup.kind == "unique" and joined(lookup.by, row)
    if by then
      local holder = redis.call("GET", lookup.key .. by)
      if holder and holder ~= id then return redis.error_reply("UNIQUE " .. lookup.key .. by .. " is held by " .. holder) end
    end
  end
  unlink(spec, id, stored(spec, key))
  redis.call("DEL", key)
  if text then redis.call("JSON.SET", key, "$", text) else redis.call("HSET", key, unpack(args)) end
  for _, each in ipairs(spec.expiring) do
    if row[each.field] and tonumber(row[each.at] or "") then redis.call("HPEXPIREAT", key, row[each.at], "FIELDS", 1, each.field) end
  end
  link(spec, id, row)
  local at = expires(spec, row)
  if at then
    redis.call("PEXPIREAT", key, string.format("%.0f", at))
    for _, lookup in ipairs(spec.lookups) do
      local by = lookup.kind == "unique" and joined(lookup.by, row)
      if by then redis.call("PEXPIREAT", lookup.key .. by, string.format("%.0f", at)) end
    end
  end
  return redis.status_reply("OK")
end

local function remove(spec, key, args)
  if spec.structure == "link" then
    local row = {}
    for i = 1, #args, 2 do row[args[i]] = args[i + 1] end
    unlink(spec, nil, row)
    return 1
  end
  if spec.structure ~= "stream" then unlink(spec, string.sub(key, #spec.prefix + 1), stored(spec, key)) end
  return redis.call("UNLINK", key)
end

local types = { hash = "hash", json = "ReJSON-RL", stream = "stream" }

local function field(key, name)
  if job.structure ~= "json" then return redis.call("HGET", key, name) or nil end
  local found = redis.call("JSON.GET", key, "$[" .. cjson.encode(name) .. "]")
  local value = found and cjson.decode(found)[1]
  return decoded(value)
end

local function change(key, dry)
  local changed = false
  for _, each in ipairs(job.set) do
    local value = each.from and field(key, each.from) or each.value
    if value and not field(key, each.field) then
      changed = true
      if dry then return true end
      if job.structure == "json" then redis.call("JSON.SET", key, "$[" .. cjson.encode(each.field) .. "]", cjson.encode(value)) else redis.call("HSET", key, each.field, value) end
    end
  end
  for _, name in ipairs(job.remove) do
    if field(key, name) then
      changed = true
      if dry then return true end
      if job.structure == "json" then redis.call("JSON.DEL", key, "$[" .. cjson.encode(name) .. "]") else redis.call("HDEL", key, name) end
    end
  end
  return changed
end

local function batch(_, args)
  local cursor, count, dry = args[1], args[2], args[3] == "dry"
  local words = { "SCAN", cursor, "MATCH", job.match, "COUNT", count }
  if types[job.structure] then
    table.insert(words, "TYPE")
    table.insert(words, types[job.structure])
  end
  local page, changed = redis.call(unpack(words)), 0
  for _, key in ipairs(page[2]) do
    local now = key
    if job.drop then
      if not dry then redis.call("UNLINK", key) end
      changed = changed + 1
    else
      local done = false
      if job.to then
        now = job.to .. string.sub(key, #job.prefix + 1)
        if redis.call("EXISTS", now) == 0 then
          done = true
          if not dry then redis.call("COPY", key, now) end
        end
      end
      if change(dry and key or now, dry) then done = true end
      if not dry and (job.link or job.expiry) then
        local row = stored(spec, now)
        if job.link then link(spec, string.sub(now, #spec.prefix + 1), row) end
        local at = job.expiry == "set" and expires(spec, row)
        if at then redis.call("PEXPIREAT", now, string.format("%.0f", at)) end
        if job.expiry == "persist" then redis.call("PERSIST", now) end
      end
      if done or job.link or job.expiry then changed = changed + 1 end
    end
  end
  return { page[1], #page[2], changed }
end

redis.register_function("fill_users_1", batch)
"""),
]
BACKWARD = [
    ("fill_users_undo_1", """\
#!lua name=fill_users_undo_1
-- One batch of a data migration: SCAN from a cursor, then each key. Run by its script, which keeps the cursor; unloaded at its end.
local job = { match = "{users}:*", prefix = "{users}:", structure = "hash", set = {}, remove = { "locale" }, link = false, drop = false }
local spec = {
  name = "users",
  structure = "hash",
  prefix = "{users}:",
  key = { "id" },
  lookups = { { key = "uniq:{users}:email:", kind = "unique", by = { "email" } } },
  expiring = {},
}

-- Parts of a key: ":" and "%" in values are written as %3A and %25, so that different values never make the same key.
local function encoded(value)
  return (string.gsub(string.gsub(value, "%%", "%%25"), ":", "%%3A"))
end

-- The values of these fields as part of a key; nil when one is missing, which is then found by no such key.
local function joined(fields, row)
  local texts = {}
  for i, field in ipairs(fields) do
    if row[field] == nil then return nil end
    texts[i] = encoded(row[field])
  end
  return table.concat(texts, ":")
end

local function member(lookup, id, row)
  if lookup.member then return joined(lookup.member, row) end
  if lookup.kind == "lexical" then return row[lookup.order] and row[lookup.order] .. "\\0" .. id end
  return id
end

local function score(lookup, row)
  if lookup.order == nil or lookup.kind == "lexical" then return 0 end
  local value = row[lookup.order]
  if value ~= nil and lookup.digits then value = string.gsub(value, "%-", "") end
  return value ~= nil and tonumber(value) or nil
end

local function decoded(value)
  if value == nil or value == cjson.null then return nil end
  return type(value) == "table" and cjson.encode(value) or type(value) == "boolean" and (value and "1" or "0") or type(value) == "number" and string.format("%.17g", value) or value
end

-- A row as fields and texts, as it is kept now.
local function stored(spec, key)
  local row = {}
  if spec.structure == "json" then
    local text = redis.call("JSON.GET", key)
    if text then for field, value in pairs(cjson.decode(text)) do row[field] = decoded(value) end end
  else
    local flat = redis.call("HGETALL", key)
    for i = 1, #flat, 2 do row[flat[i]] = flat[i + 1] end
  end
  return row
end

local function unlink(spec, id, row)
  for _, lookup in ipairs(spec.lookups) do
    local by, who = joined(lookup.by, row), member(lookup, id, row)
    if by and who then
      if lookup.kind == "unique" then
        if redis.call("GET", lookup.key .. by) == id then redis.call("DEL", lookup.key .. by) end
      elseif lookup.kind == "set" then redis.call("SREM", lookup.key .. by, who)
      else redis.call("ZREM", lookup.key .. by, who) end
    end
  end
end

local function link(spec, id, row)
  for _, lookup in ipairs(spec.lookups) do
    local by, who = joined(lookup.by, row), member(lookup, id, row)
    if by and who then
      if lookup.kind == "unique" then redis.call("SET", lookup.key .. by, id)
      elseif lookup.kind == "set" then redis.call("SADD", lookup.key .. by, who)
      else
        local number = score(lookup, row)
        if number then redis.call("ZADD", lookup.key .. by, number, who) end
        -- Rows that have expired leave nothing but their place in the order of expiry.
        if spec.expiry and lookup.order == spec.expiry.field then
          local now = redis.call("TIME")
          redis.call("ZREMRANGEBYSCORE", lookup.key .. by, "-inf", now[1] * 1000)
        end
      end
    end
  end
end

-- Milliseconds since 1970 at which the row goes; nil for one that stays.
local function expires(spec, row)
  if spec.expiry == nil then return nil end
  if spec.expiry.field == nil then
    local now = redis.call("TIME")
    return now[1] * 1000 + spec.expiry.days * 86400000
  end
  local at = tonumber(row[spec.expiry.field] or "")
  return at and at + spec.expiry.days * 86400000 or nil
end

local function append(spec, key, row, args)
  local words, time = { key }, row[spec.time]
  if spec.expiry then
    local now = redis.call("TIME")
    for _, word in ipairs({ "MINID", "~", string.format("%.0f", now[1] * 1000 - spec.expiry.days * 86400000) }) do table.insert(words, word) end
  end
  table.insert(words, time .. "-*")
  local given = #words
  for i = 1, #args, 2 do
    local inKey = args[i] == spec.time
    for _, field in ipairs(spec.key) do inKey = inKey or field == args[i] end
    if not inKey then
      table.insert(words, args[i])
      table.insert(words, args[i + 1])
    end
  end
  if #words == given then
    table.insert(words, "-")
    table.insert(words, "")
  end
  return redis.call("XADD", unpack(words))
end

local function put(spec, key, args)
  local row = {}
  local text = spec.structure == "json" and args[1] or nil
  if text then
    for field, value in pairs(cjson.decode(text)) do row[field] = decoded(value) end
  else
    if #args == 0 or #args % 2 == 1 then return redis.error_reply("ERR put_" .. spec.name .. " takes fields and values") end
    for i = 1, #args, 2 do row[args[i]] = args[i + 1] end
  end
  if spec.structure == "link" then
    link(spec, nil, row)
    return redis.status_reply("OK")
  end
  local id = joined(spec.key, row)
  if id == nil or key ~= spec.prefix .. id then return redis.error_reply("ERR the key of this row is not " .. tostring(key)) end
  if spec.structure == "stream" then
    if row[spec.time] == nil then return redis.error_reply("ERR " .. spec.time .. " is missing") end
    return append(spec, key, row, args)
  end
  for _, lookup in ipairs(spec.lookups) do
    local by = lookup.kind == "unique" and joined(lookup.by, row)
    if by then
      local holder = redis.call("GET", lookup.key .. by)
      if holder and holder ~= id then return redis.error_reply("UNIQUE " .. lookup.key .. by .. " is held by " .. holder) end
    end
  end
  unlink(spec, id, stored(spec, key))
  redis.call("DEL", key)
  if text then redis.call("JSON.SET", key, "$", text) else redis.call("HSET", key, unpack(args)) end
  for _, each in ipairs(spec.expiring) do
    if row[each.field] and tonumber(row[each.at] or "") then redis.call("HPEXPIREAT", key, row[each.at], "FIELDS", 1, each.field) end
  end
  link(spec, id, row)
  local at = expires(spec, row)
  if at then
    redis.call("PEXPIREAT", key, string.format("%.0f", at))
    for _, lookup in ipairs(spec.lookups) do
      local by = lookup.kind == "unique" and joined(lookup.by, row)
      if by then redis.call("PEXPIREAT", lookup.key .. by, string.format("%.0f", at)) end
    end
  end
  return redis.status_reply("OK")
end

local function remove(spec, key, args)
  if spec.structure == "link" then
    local row = {}
    for i = 1, #args, 2 do row[args[i]] = args[i + 1] end
    unlink(spec, nil, row)
    return 1
  end
  if spec.structure ~= "stream" then unlink(spec, string.sub(key, #spec.prefix + 1), stored(spec, key)) end
  return redis.call("UNLINK", key)
end

local types = { hash = "hash", json = "ReJSON-RL", stream = "stream" }

local function field(key, name)
  if job.structure ~= "json" then return redis.call("HGET", key, name) or nil end
  local found = redis.call("JSON.GET", key, "$[" .. cjson.encode(name) .. "]")
  local value = found and cjson.decode(found)[1]
  return decoded(value)
end

local function change(key, dry)
  local changed = false
  for _, each in ipairs(job.set) do
    local value = each.from and field(key, each.from) or each.value
    if value and not field(key, each.field) then
      changed = true
      if dry then return true end
      if job.structure == "json" then redis.call("JSON.SET", key, "$[" .. cjson.encode(each.field) .. "]", cjson.encode(value)) else redis.call("HSET", key, each.field, value) end
    end
  end
  for _, name in ipairs(job.remove) do
    if field(key, name) then
      changed = true
      if dry then return true end
      if job.structure == "json" then redis.call("JSON.DEL", key, "$[" .. cjson.encode(name) .. "]") else redis.call("HDEL", key, name) end
    end
  end
  return changed
end

local function batch(_, args)
  local cursor, count, dry = args[1], args[2], args[3] == "dry"
  local words = { "SCAN", cursor, "MATCH", job.match, "COUNT", count }
  if types[job.structure] then
    table.insert(words, "TYPE")
    table.insert(words, types[job.structure])
  end
  local page, changed = redis.call(unpack(words)), 0
  for _, key in ipairs(page[2]) do
    local now = key
    if job.drop then
      if not dry then redis.call("UNLINK", key) end
      changed = changed + 1
    else
      local done = false
      if job.to then
        now = job.to .. string.sub(key, #job.prefix + 1)
        if redis.call("EXISTS", now) == 0 then
          done = true
          if not dry then redis.call("COPY", key, now) end
        end
      end
      if change(dry and key or now, dry) then done = true end
      if not dry and (job.link or job.expiry) then
        local row = stored(spec, now)
        if job.link then link(spec, string.sub(now, #spec.prefix + 1), row) end
        local at = job.expiry == "set" and expires(spec, row)
        if at then redis.call("PEXPIREAT", now, string.format("%.0f", at)) end
        if job.expiry == "persist" then redis.call("PERSIST", now) end
      end
      if done or job.link or job.expiry then changed = changed + 1 end
    end
  end
  return { page[1], #page[2], changed }
end

redis.register_function("fill_users_undo_1", batch)
"""),
]


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
