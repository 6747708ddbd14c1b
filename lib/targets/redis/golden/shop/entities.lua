#!lua name=entities
-- Writes of entities with the keys that lead to them. Revision 1. Generated: change the design, not this file.
-- put_<entity> KEYS[1] = the row's key, ARGV = field, value, ...; the row is replaced whole. delete_<entity> KEYS[1] = the row's key.
local specs = {
  users = {
    name = "users",
    structure = "hash",
    prefix = "{users}:",
    key = { "id" },
    lookups = { { key = "uniq:{users}:email:", kind = "unique", by = { "email" } } },
    expiring = {},
  },
  products = {
    name = "products",
    structure = "hash",
    prefix = "{products}:",
    key = { "id" },
    lookups = {
      { key = "uniq:{products}:sku:", kind = "unique", by = { "sku" } },
      { key = "idx:{products}:brand.price:", kind = "sorted", by = { "brand" }, order = "price" },
    },
    expiring = {},
  },
  orders = {
    name = "orders",
    structure = "hash",
    prefix = "{orders}:",
    key = { "id" },
    lookups = {
      { key = "idx:{orders}:user_id.placed_at:", kind = "sorted", by = { "user_id" }, order = "placed_at" },
      { key = "idx:{orders}:status.placed_at:", kind = "sorted", by = { "status" }, order = "placed_at" },
    },
    expiring = {},
  },
  order_items = {
    name = "order_items",
    structure = "hash",
    prefix = "{order_items}:",
    key = { "order_id", "position" },
    lookups = { { key = "idx:{order_items}:order_id.position:", kind = "sorted", by = { "order_id" }, order = "position" } },
    expiring = {},
  },
  sessions = {
    name = "sessions",
    structure = "hash",
    prefix = "{sessions}:",
    key = { "id" },
    lookups = { { key = "idx:{sessions}:user_id:", kind = "sorted", by = { "user_id" }, order = "expires_at" } },
    expiry = { days = 0, field = "expires_at" },
    expiring = {},
  },
  metrics = {
    name = "metrics",
    structure = "stream",
    prefix = "metrics:",
    key = { "host", "name" },
    lookups = {},
    expiry = { days = 90 },
    time = "at",
    expiring = {},
  },
  follows = {
    name = "follows",
    structure = "link",
    prefix = "{follows}:",
    key = { "follower_id", "followed_id" },
    lookups = {
      { key = "{follows}:follower_id:", kind = "sorted", by = { "follower_id" }, order = "since", member = { "followed_id" } },
      { key = "{follows}:followed_id:", kind = "sorted", by = { "followed_id" }, order = "since", member = { "follower_id" } },
    },
    expiring = {},
  },
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
  if lookup.kind == "lexical" then return row[lookup.order] and row[lookup.order] .. "\0" .. id end
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

redis.register_function("put_users", function(keys, args) return put(specs.users, keys[1], args) end)
redis.register_function("delete_users", function(keys, args) return remove(specs.users, keys[1], args) end)
redis.register_function("put_products", function(keys, args) return put(specs.products, keys[1], args) end)
redis.register_function("delete_products", function(keys, args) return remove(specs.products, keys[1], args) end)
redis.register_function("put_orders", function(keys, args) return put(specs.orders, keys[1], args) end)
redis.register_function("delete_orders", function(keys, args) return remove(specs.orders, keys[1], args) end)
redis.register_function("put_order_items", function(keys, args) return put(specs.order_items, keys[1], args) end)
redis.register_function("delete_order_items", function(keys, args) return remove(specs.order_items, keys[1], args) end)
redis.register_function("put_sessions", function(keys, args) return put(specs.sessions, keys[1], args) end)
redis.register_function("delete_sessions", function(keys, args) return remove(specs.sessions, keys[1], args) end)
redis.register_function("put_metrics", function(keys, args) return put(specs.metrics, keys[1], args) end)
redis.register_function("delete_metrics", function(keys, args) return remove(specs.metrics, keys[1], args) end)
redis.register_function("put_follows", function(keys, args) return put(specs.follows, keys[1], args) end)
redis.register_function("delete_follows", function(keys, args) return remove(specs.follows, keys[1], args) end)
