-- The value of an error and the place it names, on its way through levels, handlers, coroutines and metamethods.
local function show(...) 
  local t = table.pack(...)
  for i = 1, t.n do t[i] = type(t[i]) == "table" and "table" or tostring(t[i]) end
  print(table.concat(t, "|"))
end
local T = setmetatable({code=1}, {__tostring=function() return "T!" end})
show(pcall(error)) show(pcall(error, nil)) show(pcall(error, T)) show(select(2, pcall(error, T)) == T)
show(pcall(error, "m")) show(pcall(error, "m", 0)) show(pcall(error, "m", 1)) show(pcall(error, "m", 2)) show(pcall(error, "m", 3))
show(pcall(error, 12)) show(pcall(error, true)) show(pcall(error, "m", 99)) show(pcall(error, "m", -1))
local function f(l) error("lvl", l) end
local function g(l) f(l) end
local function h(l) g(l) end
for l = 0, 6 do show(pcall(h, l)) end
show(pcall(function() f(2) end))
show(pcall(function() error(42, 1) end))
show(pcall(function() error("a\nb") end))
-- xpcall
show(xpcall(f, function(m) return m, "second" end, 1))
show(xpcall(f, function(m) error("in handler") end, 1))
show(xpcall(f, print, 1))
show(xpcall(function(...) return ... end, print, 1, nil, 3))
show(xpcall(error, function(m) return m end, T))
show(select("#", xpcall(function() return end, print)))
-- nested
show(pcall(pcall, error, "x")) show(pcall(function() local ok, e = pcall(error, T) error(e) end))
-- coroutines
local co = coroutine.create(function() error(T) end)
local ok, e = coroutine.resume(co) show(ok, e == T, coroutine.status(co)) show(coroutine.resume(co))
show(coroutine.resume(coroutine.create(function() error("x") end)))
show(coroutine.resume(coroutine.create(function() error("x", 2) end)))
show(coroutine.resume(coroutine.create(function() local x = nil; x() end)))
show(pcall(coroutine.wrap(function() error("w") end)))
show(pcall(coroutine.wrap(function() error(T) end)))
show(select(2, pcall(coroutine.wrap(function() error(T) end))) == T)
show(pcall(function() coroutine.wrap(function() error("w") end)() end))
show(pcall(function() local w = coroutine.wrap(function() return 1 end) w() w() end))
show(coroutine.resume(coroutine.create(function() coroutine.yield(1) end), 1))
co = coroutine.create(function() pcall(function() coroutine.yield(1) error(T) end) error("later") end)
show(coroutine.resume(co)) show(coroutine.resume(co)) show(coroutine.status(co))
show(coroutine.resume(coroutine.create(function() return coroutine.resume(coroutine.running()) end)))
-- metamethods
local mt = {} local o = setmetatable({}, mt)
for _, ev in ipairs{"__add","__sub","__mul","__div","__mod","__pow","__concat","__len","__unm","__index","__call","__eq","__lt","__le"} do
  mt[ev] = function(a, b) error(ev) end
end
mt.__newindex = function() error(T) end
local o2 = setmetatable({}, mt)
show(pcall(function() return o + 1 end)) show(pcall(function() return o - 1 end)) show(pcall(function() return 2 * o end))
show(pcall(function() return o / 1 end)) show(pcall(function() return o % 1 end)) show(pcall(function() return o ^ 1 end))
show(pcall(function() return o .. "x" end)) show(pcall(function() return #o end)) show(pcall(function() return -o end))
show(pcall(function() return o.x end)) show(pcall(function() return o() end)) show(pcall(function() return o == o2 end))
show(pcall(function() return o < o2 end)) show(pcall(function() return o <= o2 end)) show(pcall(function() return o > 1 end))
show(pcall(function() o.x = 1 end)) show(select(2, pcall(function() o.x = 1 end)) == T)
mt.__index = function(t, k) error("lvl2", 2) end
show(pcall(function() return o.x end))
mt.__add = function() error("lvl2", 2) end
show(pcall(function()
  return
    o + 1
end))
show(pcall(tostring, setmetatable({}, {__tostring = function() error("ts") end})))
show(pcall(tostring, setmetatable({}, {__tostring = function() return 1 end})))
show(pcall(print, setmetatable({}, {__tostring = function() return {} end})))
show(pcall(function() for i = 1, "x" do end end)) show(pcall(function() for i = "a", 2 do end end)) show(pcall(function() for i = 1, 2, {} do end end))
show(pcall(function() for i in 5 do end end)) show(pcall(function() for i in nil do end end))
show(pcall(table.sort, {3,2,1}, function(a,b) error("cmp") end)) show(select(2,pcall(table.sort, {3,2,1}, function(a,b) error(T) end)) == T)
show(pcall(string.gsub, "abc", ".", function() error("gs") end)) show(select(2, pcall(string.gsub, "abc", ".", function() error(T) end)) == T)
show(pcall(load("error('e')", "=c"))) show(pcall(load("\n\nerror('e')", "@file.lua")))
show(pcall(load("error('e')"))) show(pcall(load("\nerror('e')", "long chunk name "..("x"):rep(100)))) show(pcall(load("error('e')", "a\nb")))
show(pcall(function() return {} < {} end)) show(pcall(function() return {} < 1 end)) show(pcall(function() return "a" < 1 end)) show(pcall(function() return nil .. "x" end))
show(pcall(function() local a = {} ; return a.b.c end)) show(pcall(function() return undefinedglobal.x end)) show(pcall(function() undefinedglobal() end)) show(pcall(function() local t = {} t.x.y.z = 1 end)) show(pcall(function() local t = {} t:nomethod() end)) show(pcall(function() return ("x"):nomethod() end))
show(pcall(function() local s = "x" return s + 1 end)) show(pcall(function() return 1 + nil end)) show(pcall(function() return #5 end)) show(pcall(function() return -{} end)) show(pcall(function() local t = {} return t .. t end)) show(pcall(function() return T.x + T.y end))
show(pcall(function() error(setmetatable({}, {__tostring = function() return "obj" end})) end))
-- debug.traceback
print(select(2, xpcall(function() local x = nil; x.y = 1 end, debug.traceback)))
print(select(2, xpcall(function() error(T) end, debug.traceback)) == T)
local function tail() return error("tailcall") end
print(pcall(tail))
