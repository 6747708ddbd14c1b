import type { JsonObject } from "../../model";
import { printCommand } from "./command-line";
import { shared, spec } from "./library";
import { luaText, luaValue } from "./lua-text";
import type { Entity, Structure } from "./model";

/** What is done with each key that is found: one description for the functions that a script calls batch by batch. */
export type Move = {
  /** Of the entity as it is in the end, for what leads to its rows. */
  readonly entity: Entity;
  /** The keys: all that begin so. */
  readonly prefix: string;
  readonly structure: Structure | "any";
  readonly set: readonly { readonly field: string; readonly from?: string; readonly value?: string }[];
  readonly remove: readonly string[];
  /** Copies to keys that begin so. */
  readonly to?: string;
  /** Adds the row to what leads to it. */
  readonly link?: true;
  /** Sets when it goes, or that it stays. */
  readonly expiry?: "set" | "persist";
  readonly drop?: true;
};

/** Text of a library with one function, `<name>`: ARGV cursor, count, "dry" or ""; answers the next cursor, keys looked at, keys changed. */
export function moveLibrary(name: string, move: Move): string {
  const job: JsonObject = {
    match: `${move.prefix}*`, prefix: move.prefix, structure: move.structure, set: move.set, remove: move.remove, ...(move.to === undefined ? {} : { to: move.to }), link: move.link === true, ...(move.expiry === undefined ? {} : { expiry: move.expiry }), drop: move.drop === true,
  };
  return `#!lua name=${name}
-- One batch of a data migration: SCAN from a cursor, then each key. Run by its script, which keeps the cursor; unloaded at its end.
local job = ${luaValue(job)}
local spec = ${luaValue(spec(move.entity))}
${shared}
${runner}
redis.register_function(${luaText(name)}, batch)
`;
}

const runner = String.raw`local types = { hash = "hash", json = "ReJSON-RL", stream = "stream" }

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
`;

/** The whole move as commands for a proof, whose few keys are one batch. */
export function moveCommands(name: string, move: Move): readonly string[] {
  return [printCommand(["FUNCTION", "LOAD", "REPLACE", moveLibrary(name, move)]), printCommand(["FCALL", name, "0", "0", "1000000", ""]), printCommand(["FUNCTION", "DELETE", name])];
}

