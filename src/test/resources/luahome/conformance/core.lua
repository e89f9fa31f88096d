-- The language itself, without what depends on the library's wording: LuaJ's own interpreter means to agree.
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
print(fib(20), (function(...) return select("#", ...) end)(1, nil, nil))
local t = {10, 20, 30, x = 1, [2 + 2] = 40}
print(#t, t[1], t[4], t.x, t.y, t["x"])
local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 1 return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]())
local n = 0
while true do n = n + 1 if n % 2 == 0 then goto continue end if n > 7 then break end ::continue:: end
print(n)
repeat local m = n n = n - 1 until m < 5
print(n)
for i = 10, 1, -3 do io.write(i, " ") end print()
for i = 1, 0 do print("never") end
for i = 0, 1, 0.25 do io.write(i, " ") end print()
local V = {}
V.__index = V
V.__add = function(a, b) return setmetatable({v = a.v + b.v}, V) end
V.__eq = function(a, b) return a.v == b.v end
V.__lt = function(a, b) return a.v < b.v end
V.__le = function(a, b) return a.v <= b.v end
V.__len = function(a) return a.v end
V.__call = function(self, x, y) return self.v, x, y end
V.__concat = function(a, b) return "joined" end
V.__unm = function(a) return setmetatable({v = -a.v}, V) end
function V:get() return self.v end
local a, b = setmetatable({v = 1}, V), setmetatable({v = 2}, V)
print((a + b).v, a == b, a < b, a <= b, #b, a(3, 4), a .. b, a .. "x", (-a).v, a:get())
print(a ~= b, a > b, a >= b, not (a == a), rawequal(a, b))
local log = {}
local proxy = setmetatable({}, {__index = function(_, k) return k .. "?" end, __newindex = function(t, k, v) rawset(t, k, v * 2) end})
proxy.z = 21 print(proxy.z, proxy.other)
print(1 + 2 * 3 - 4, 7 % 3, -7 % 3, 2 ^ 10, 7 / 2, 1 == 1.0, "10" + 5, 10 .. 20)
print(nil and 1, false or 2, 1 and 2, not nil, nil == false, 1 < 2 and 2 < 3)
print("a" < "b", "a" .. "b" .. 1, #"abc", ("x"):rep(3))
local x, y, z = (function() return 1, 2, 3 end)()
x, y = y, x
print(x, y, z, (select(2, "a", "b", "c")))
print(pcall(function() return 1, 2 end)) print((pcall(error)))
local co = coroutine.create(function(p) local q = coroutine.yield(p + 1) return q * 2 end)
print(coroutine.resume(co, 1)) print(coroutine.resume(co, 21)) print(coroutine.status(co), (coroutine.resume(co)))
do local _ENV = {print = print} q = 5 print(q) end print(q)
local function va(...) local f, s = ... return f, s, select("#", ...), {...} end
print((va(1, 2, 3)), (select(3, va(nil, nil))))
local s = 0 for k, v in pairs{1, 2, 3, a = 4} do s = s + v end print(s)
local s = 0 for i, v in ipairs{1, 2, nil, 4} do s = s + v end print(s)
local function tail(k) if k == 0 then return "end" end return tail(k - 1) end print(tail(100000))
print(2147483647 + 1, -2147483648 - 1, 65536 * 65536)
print(1 / 3, 1e100, 0.1)
