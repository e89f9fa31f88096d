-- Runs specs written for busted with nothing but luassert below: lua specs.lua FILE…; a line for each test.
local assertions = require "luassert"
local names, before, after, count = {}, {}, {}, { ok = 0, failed = 0, pending = 0 }

local function line(kind, name, message)
  count[kind] = count[kind] + 1
  print(kind, table.concat(names, " > ") .. " > " .. name, (tostring(message or ""):gsub("0x%x+", "ADDRESS")))
end

local function text(e)
  if type(e) == "table" and e.message then e = e.message end
  return type(e) == "table" and "(table)" or tostring(e):match("[^\n]*")
end

local function test(name, body)
  if not body then return line("pending", name) end
  local finalizers = {}
  _G.finally = function(f) finalizers[#finalizers + 1] = f end
  local snapshot = assertions:snapshot()
  local ok, e = true, nil
  for _, list in ipairs(before) do
    for _, f in ipairs(list) do if ok then ok, e = pcall(f) end end
  end
  if ok then ok, e = pcall(body) end
  for _, f in ipairs(finalizers) do f() end
  for i = #after, 1, -1 do
    for _, f in ipairs(after[i]) do
      local done, why = pcall(f)
      if ok and not done then ok, e = done, why end
    end
  end
  snapshot:revert()
  if type(e) == "table" and e.pending then return line("pending", name) end
  line(ok and "ok" or "failed", name, not ok and text(e))
end

local function scope(name, body)
  names[#names + 1] = name
  before[#before + 1], after[#after + 1] = {}, {}
  local teardown = {}
  local outer = _G.teardown
  _G.teardown = function(f) teardown[#teardown + 1] = f end
  local ok, e = pcall(body)
  for _, f in ipairs(teardown) do f() end
  _G.teardown = outer
  before[#before], after[#after] = nil, nil
  if not ok then line("failed", "(body)", text(e)) end
  names[#names] = nil
end

_G.assert, _G.spy, _G.stub, _G.mock, _G.match = assertions, require "luassert.spy", require "luassert.stub",
  require "luassert.mock", require "luassert.match"
for _, name in ipairs { "equal", "same", "error", "true", "false", "nil" } do _G["assert_" .. name] = assertions[name] end
_G.describe, _G.context, _G.insulate, _G.expose = scope, scope, scope, scope
_G.it, _G.spec, _G.test = test, test, test
_G.pending = function(name) if #names > 0 and name then line("pending", name) else error({ pending = true }) end end
_G.before_each = function(f) table.insert(before[#before], f) end
_G.after_each = function(f) table.insert(after[#after], f) end
_G.setup = function(f) f() end
_G.lazy_setup, _G.strict_setup = setup, setup
_G.randomize = function() end
package.loaded.busted = { subscribe = function() end, assert = assertions }
package.loaded.luacov = true

for _, file in ipairs(arg) do
  local chunk, e = loadfile(file)
  scope(file, chunk or function() error(e, 0) end)
end
print(("%d ok, %d failed, %d pending"):format(count.ok, count.failed, count.pending))
