local co = coroutine.create(function(a, b)
  print("start", a, b)
  local c = coroutine.yield(a + b)
  print("got", c)
  local d, e = coroutine.yield(c * 2)
  print("got", d, e)
  return "done", 99
end)
print(coroutine.status(co), coroutine.resume(co, 1, 2))
print(coroutine.status(co), coroutine.resume(co, 10))
print(coroutine.resume(co, "x", "y"))
print(coroutine.status(co), coroutine.resume(co))
local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
print(gen(), gen(), gen(), gen())
print(pcall(gen))
for v in coroutine.wrap(function() for i = 1, 4 do coroutine.yield(i * i) end end) do io.write(v, " ") end print()
-- across pcall, xpcall, metamethod-free iterators
co = coroutine.create(function()
  local ok, v = pcall(function() local x = coroutine.yield("in pcall"); error("E" .. x) end)
  print("after pcall", ok, v)
  print(xpcall(function() return coroutine.yield("in xpcall") end, debug.traceback))
  for k in coroutine.wrap(function() coroutine.yield("inner") end) do coroutine.yield(k) end
  return "end"
end)
print(coroutine.resume(co)) print(coroutine.resume(co, 1)) print(coroutine.resume(co, "r")) print(coroutine.resume(co)) print(coroutine.resume(co))
-- errors
co = coroutine.create(function() local x = nil; x.y = 1 end)
print(coroutine.resume(co)) print(coroutine.status(co))
local e = { 1 }
co = coroutine.create(function() error(e) end)
print(select(2, coroutine.resume(co)) == e)
print(pcall(coroutine.wrap(function() error({}) end)) == false)
-- nested, status, running
local outer
outer = coroutine.create(function()
  local inner = coroutine.create(function() print(coroutine.status(outer), coroutine.running() ~= outer); coroutine.yield(1) end)
  print(coroutine.resume(inner)) print(coroutine.status(inner), coroutine.status(outer), select(2, coroutine.running()))
  print(coroutine.resume(outer))
end)
print(coroutine.resume(outer))
print(select(2, coroutine.running()), type((coroutine.running())), coroutine.status((coroutine.running())))
print(coroutine.resume(coroutine.running()))
print(pcall(coroutine.yield, 1))
-- yield across a Java callback
-- many
local n = 0
for i = 1, 2000 do local c = coroutine.wrap(function(a) local b = coroutine.yield(a); return b end); n = n + c(i) + c(1) end
print(n)
local live = {}
for i = 1, 1000 do live[i] = coroutine.create(function(x) while true do x = x + coroutine.yield(x) end end) end
local sum = 0
for r = 1, 3 do for i = 1, 1000 do local _, v = coroutine.resume(live[i], i); sum = sum + v end end
print(sum)
-- producer and filter
local function producer() return coroutine.create(function() for _, w in ipairs { "a", "b" } do coroutine.yield(w) end end) end
local function filter(p) return coroutine.create(function() while true do local _, v = coroutine.resume(p); if not v then return end; coroutine.yield(v:upper()) end end) end
local f = filter(producer()) print(coroutine.resume(f)) print(coroutine.resume(f)) print(coroutine.resume(f))
-- direct functions as bodies
print(coroutine.resume(coroutine.create(print), 1, 2))
print(coroutine.wrap(pcall)(error, "x"))
print(coroutine.resume(coroutine.create(coroutine.yield), 5))
print(coroutine.wrap(function(...) return select("#", ...) end)(nil, nil))
print(coroutine.wrap(function() return pcall(pcall, pcall, coroutine.yield, 7) end)())
co = coroutine.wrap(function() local t = setmetatable({}, { __index = function(t, k) return k end }); coroutine.yield(t.x); return t.y end) print(co(), co())
co = coroutine.create(function() coroutine.yield() end) coroutine.resume(co) coroutine.resume(co) print(coroutine.status(co), coroutine.resume(co))
co = coroutine.wrap(function() return coroutine.yield(coroutine.yield(1)) end) print(co(), co(2), co(3))
local function rec(n) if n == 0 then coroutine.yield("bottom") return 0 end return 1 + rec(n - 1) end
co = coroutine.wrap(function() return rec(1000) end) print(co(), co())
print(coroutine.resume(coroutine.create(function() return coroutine.resume(coroutine.create(function() error("in") end)) end)))
