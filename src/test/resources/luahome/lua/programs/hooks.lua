-- Hooks of debug.sethook: lines, calls, returns and counts, per coroutine.
local function trace(mask, f, count)
  local out = {}
  local function hook(e, line)
    local i = debug.getinfo(2, "nSl")
    if i.what ~= "C" then out[#out + 1] = e .. (line and (":" .. line) or "") .. "@" .. i.currentline end
  end
  debug.sethook(hook, mask, count)
  f()
  debug.sethook()
  print(mask, table.concat(out, " "))
end
local function g(n)
  if n == 0 then
    return 1
  end
  local x = n * 2
  return x + g(n - 1)
end
local function loop()
  for i = 1, 2 do
    local y = i
  end
  local i = 0
  while i < 2 do
    i = i + 1 end
  repeat i = i - 1 until i == 0
  for _ in pairs { 1, 2 } do end
  local t = setmetatable({}, { __add = function(a, b)
    return 5
  end })
  local z = t + 1
  return z
end
trace("l", function() g(2) end)
trace("l", loop)
trace("cr", function() g(1) end)
trace("cr", function() local function t(s) return s:upper() end t("x") end)
trace("crl", function()
  local function t(n)
    if n > 0 then return t(n - 1) end
    return n
  end
  t(2)
end)
trace("l", function() for i = 1, 3 do end
  local n = 0
  ::top:: n = n + 1 if n < 3 then goto top end
  while n < 3 do end
end)
trace("l", function() pcall(function()
    error("x")
  end)
  local s = table.concat({ 1, 2 })
  table.sort({ 2, 1 }, function(a, b)
    return a < b
  end)
end)
local n = 0
debug.sethook(function() n = n + 1 end, "", 1)
for i = 1, 20 do end
debug.sethook()
print(n > 20 and n < 200)
-- coroutines
local lines = {}
local co = coroutine.create(function(a)
  local b = a
  coroutine.yield(b)
  return b
end)
debug.sethook(co, function(e, l) lines[#lines + 1] = l end, "l")
print(debug.gethook() == nil, debug.gethook(co) ~= nil, select(2, debug.gethook(co)))
coroutine.resume(co, 1)
lines[#lines + 1] = "main"
coroutine.resume(co)
print(table.concat(lines, " "))
lines = {}
debug.sethook(function(e, l) lines[#lines + 1] = l end, "l")
local w = coroutine.wrap(function()
  coroutine.yield(1)
  return 2
end)
w() w()
debug.sethook()
print(table.concat(lines, " "))
-- errors in hooks
print(pcall(function()
  debug.sethook(function() debug.sethook() error("from hook", 0) end, "l")
  local x = 1
  print("not reached")
end))
print(pcall(function()
  debug.sethook(function(e) debug.sethook() error("timeout") end, "", 1000)
  while true do end
end))
print(pcall(debug.sethook, 1, "l"), debug.gethook())
-- changing locals
local function changed()
  local v = 1
  v = v + 1
  return v
end
debug.sethook(function(e, l) local n, v = debug.getlocal(2, 1) if n == "v" and v == 1 then debug.setlocal(2, 1, 41) end end, "l")
local r = changed()
debug.sethook()
print(r)
