-- calls, varargs, multiple results, closures, tail calls, recursion, methods
local function va(...) local a, b = ...; return select("#", ...), a, b, ... end
print(va())
print(va(1, nil, 3, nil))
print((va(1, 2)))
print(va(va(1)))
print(#{ va(1, 2, 3) }, #{ va(1, 2), 3 })
local t = { va(5, 6), n = 1, 7, 8, 9 }
print(#t, t[1], t[2], t[5], t.n)
print(select(2, "a", "b", "c"), select(-1, "a", "b"), select("#"))
print(table.unpack({ 1, 2, 3 }))
print(table.unpack({ 1, 2, 3 }, 2), table.unpack({ 1, 2 }, 1, 3))
local p = table.pack(1, nil, 3, nil) print(p.n, p[1], p[3], p[4])
local function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end
print(fact(10), fact(20), fact(25))
local function loop(n, acc) if n == 0 then return acc end return loop(n - 1, acc + n) end
print(loop(1000000, 0))
local function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(pcall(even, 10))
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
print(deep(10000))
local obj = { n = 0 }
function obj:inc(k) self.n = self.n + (k or 1); return self end
function obj.static(x) return x end
print(obj:inc():inc(5).n, obj.static(3), obj["inc"](obj, 2).n)
local a = {} a.b = {} a.b.c = {} function a.b.c.f(x) return x * 2 end function a.b.c:g(x) return self == a.b.c, x end
print(a.b.c.f(4), a.b.c:g(5))
local function counter() local n = 0; return function() n = n + 1; return n end, function() return n end, function(v) n = v end end
local inc, get, set = counter() inc() inc() print(get()) set(10) print(inc(), get())
local function outer() local x = 1; local function mid() local function inner() x = x + 1; return x end return inner end return mid() end
local i1 = outer() print(i1(), i1(), outer()())
print((function(...) return ... end)(1, 2, 3))
print((function(a, b, ...) return b, a, ... end)(1))
print((function(a, b, ...) return b, a, ... end)(1, 2, 3, 4))
print(type(print), type(nil), type({}), type("x"), type(2), type(print) == "function", type(coroutine.create(print)))
local big = {} for i = 1, 300 do big[i] = i end
print(select("#", table.unpack(big)), (select(300, table.unpack(big))))
print(math.max(table.unpack(big)), #{ table.unpack(big) })
local function many(...) local t = { ... } return #t, ... end
print((many(table.unpack(big))))
print(1)
local f = load("local a, b = ... return b, a") print(f(1, 2))
print(string.format("%s %s", (function() return "a", "b" end)()))
print(#{ (function() return 1, 2, 3 end)() }, #{ ((function() return 1, 2, 3 end)()) })
local list = {} for i = 1, 120 do list[i] = i end
local lit = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, table.unpack(list) }
print(#lit, lit[50], lit[51], lit[53], lit[54], lit[173])
local env = { print = print } local function with() local _ENV = env; x = 5; print(x) end with() print(x, env.x)
-- Closures that nothing tells apart are one
local a = {} for i = 1, 2 do a[i] = function() return 1 end end print(a[1] == a[2])
local b = {} for i = 1, 2 do b[i] = function() return i end end print(b[1] == b[2])
local d = {} for i = 1, 2 do d[i] = function() return print end end print(d[1] == d[2])
local function make() return function() end end print(make() == make(), make() == function() end)
