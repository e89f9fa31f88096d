-- 3.3 Statements

-- Assignment
local a, b, c = 1, 2
print(a, b, c)
a, b = b, a
print(a, b)
a, b, c = 1, 2, 3, 4
print(a, b, c)
local i, t = 3, {}
i, t[i] = i + 1, 20
print(i, t[3], t[4])
local x = {1, 2, 3}
x[1], x[2], x[3] = x[3], x[1], x[2]
print(x[1], x[2], x[3])
local function f() return 1, 2, 3 end
a, b, c = f()
print(a, b, c)
a, b, c = f(), 10
print(a, b, c)
a, b, c = (f())
print(a, b, c)
a, b, c = 0, f()
print(a, b, c)
do local a = "inner" print(a) end
print(a)
local s = "x" local s = s .. "y" print(s)
global1 = 5 print(global1, _G.global1) global1 = nil print(global1)

-- if
for _, v in ipairs{0, 1, 2} do
    if v == 0 then print("zero") elseif v == 1 then print("one") else print("many") end
end
if nil then print("no") end
if 0 then print("0 is true") end
if "" then print("'' is true") end

-- while, repeat, break
local n = 0
while n < 3 do n = n + 1 if n == 2 then break end end
print(n)
repeat local done = n >= 5 n = n + 1 until done
print(n)
repeat n = n - 1 if n < 3 then break end until false
print(n)
while true do break end
while false do error() end
for i = 1, 3 do while true do if i == 2 then break end break end io.write(i, " ") end print()

-- Numeric for
local function loop(from, to, step)
    local out, count = {}, 0
    for v = from, to, step do
        out[#out + 1] = tostring(v)
        count = count + 1
        if count == 8 then out[#out + 1] = "..." break end
    end
    print(from, to, step, "->", table.concat(out, " "))
end
loop(1, 3, 1) loop(3, 1, 1) loop(3, 1, -1) loop(1, 1, 1) loop(1, 0, 1) loop(0, 1, 0.25) loop(1, 0, -0.25)
loop(1, 2, 10) loop(1.5, 4, 1) loop(-1, -3, -1) loop(1, math.huge, 1) loop(1, -math.huge, -1)
loop(0.1, 0.5, 0.1) loop(1, 0 / 0, 1) loop(2^31 - 2, 2^31 + 1, 1) loop(-2^31 + 1, -2^31 - 2, -1) loop(2^53 - 2, 2^53, 1)
loop("1", 2, 1) loop(1, "2", 1) loop(1, 2, "1") loop("0x1", " 3 ", "1e0")
loop(1e300, 1e301, 1e300) loop(2147483646, 2147483647, 1) loop(-2147483647, -2147483648, -1) loop(math.huge, 1, -1)
for v = 3, 1 do print("never") end
for v = 1, 3 do local w = v v = v * 10 io.write(w, "=", v, " ") end print()
print(pcall(function() for v = 1, 10, 0 do return "zero step runs not" end return "ended" end))
print(pcall(function() for v = 10, 1, 0 do return "zero step runs" end return "ended" end))
print(pcall(function() for v = {}, 2 do end end))
print(pcall(function() for v = 1, {} do end end))
print(pcall(function() for v = 1, 2, {} do end end))
print(pcall(function() for v = "x", 2 do end end))
print(pcall(function() for v = 1, nil do end end))
print(pcall(function() for v = 1, 2, nil do end end))
print(pcall(function() for v = nil, 2 do end end))
do local last for v = 1, 5 do last = v end print(last) end
do local e = 3 for v = 1, e do e = 1 io.write(v, " ") end print(e) end

-- Generic for
for k, v in pairs{10} do print(k, v) end
for k in next, {a = 1} do print(k) end
local function range(n) local i = 0 return function() i = i + 1 if i <= n then return i, i * i end end end
for i, sq in range(3) do io.write(i, ":", sq, " ") end print()
for a, b, c, d in function(s, v) if v < 2 then return v + 1, s end end, "state", 0 do print(a, b, c, d) end
for v in (function() local done return function() if not done then done = true return false end end end)() do print(v) end
print(pcall(function() for v in 5 do end end))
print(pcall(function() for v in nil do end end))
print(pcall(function() for v in {} do end end))
local callable = setmetatable({}, {__call = function(self, s, v) if (v or 0) < s then return (v or 0) + 1 end end})
for v in callable, 3 do io.write(v, " ") end print()
for v in setmetatable({}, {__call = function(self, s, v) return not v and "once" or nil end}) do print(v) end

-- Closures in loops: every iteration has its own variable
local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 10 return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]())
fs = {}
for k, v in ipairs{"a", "b"} do fs[k] = function(new) local old = v v = new return k, old end end
print(fs[1]("z")) print(fs[1]()) print(fs[2]())
local j = 0 fs = {}
while j < 3 do j = j + 1 local k = j fs[j] = function() k = k * 2 return k + j end end
print(fs[1](), fs[2](), fs[3](), fs[1]())
fs = {}
repeat local r = #fs + 1 fs[r] = function() return r end until r == 3
print(fs[1](), fs[2](), fs[3]())
local function counter() local c = 0 return function() c = c + 1 return c end, function() return c end, function(v) c = v end end
local inc, get, set = counter()
inc() inc() set(10) inc() print(get()) print((counter())())

-- goto
for i = 1, 3 do
    for j = 1, 3 do
        if j == 2 then goto continue end
        if i == 3 then goto done end
        io.write(i, ",", j, " ")
        ::continue::
    end
end
::done:: print()
do local i = 1 ::top:: if i <= 3 then io.write(i, " ") i = i + 1 goto top end print() end
do goto skip; local skipped; ::skip:: end
do
    local out = {}
    local k = 1
    ::again::
    local fresh = k
    out[k] = function() fresh = fresh + 100 return fresh end
    k = k + 1
    if k <= 3 then goto again end
    print(out[1](), out[2](), out[3](), out[1]())
end
do ::l1:: do ::l2:: end end
do goto f ::e:: do goto x end ::f:: goto e ::x:: end
local function wrong(code) print(select(2, load(code, "=code"))) end
wrong("goto nowhere")
wrong("do ::inner:: end goto inner")
wrong("goto over local x ::over:: print(x)")
wrong("::twice:: ::twice::")
wrong("::twice:: do ::twice:: end")
wrong("break")
wrong("if true then break end")
wrong("function f() break end while true do local function g() break end end")
wrong("goto 1")
wrong("::x")
wrong("repeat if x then goto cont end local y = 1 ::cont:: until y")
wrong("goto = 1")
print(load("local goto1 = 1; return goto1")())
print(load("do goto e; local a; ::e:: end return 'label at the end of a block'")())
print(load("do goto e; local a; ::e:: ; end return 'void statements too'")())
print(load("while true do break end; return 'break anywhere'")(), load("while true do break print(1) end return 'not last'")())

-- return
print((function() return end)(), (function() return; end)(), select("#", (function() return nil end)()))
print((function() do return "in a block" end end)())
print(load("return 1; ")()) print(load("return;")()) print(load("return 1 print(2)", "=code"))

-- Function statements
local obj = {inner = {deep = {}}}
function obj.method(a) return "dot", a end
function obj:colon(a) return self == obj, a end
function obj.inner.deep.f() return "deep" end
function obj.inner.deep:g() return self == obj.inner.deep end
print(obj.method(1)) print(obj:colon(2)) print(obj.inner.deep.f(), obj.inner.deep:g())
local function fact(n) return n < 2 and 1 or n * fact(n - 1) end
print(fact(10), fact(20), fact(25))
local odd, even
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(10001), odd(10001))
print(pcall(load("function nothing.f() end", "=code")))
print(pcall(load("local x = 5 function x.f() end", "=code")))

-- Statements that are none
wrong("x") wrong("x.y") wrong("f() = 1") wrong("(x) = 1") wrong("x, f() = 1") wrong("5 = x") wrong("local x.y = 1")
wrong("local function x.y() end") wrong("function 5() end") wrong("function f(a,) end") wrong("function f(..., a) end")
wrong("if x end") wrong("if x then") wrong("while x") wrong("while x do") wrong("repeat") wrong("repeat until") wrong("for")
wrong("for x") wrong("for x = 1") wrong("for x = 1 do end") wrong("for x, y = 1, 2 do end") wrong("for x in") wrong("for x.y in z do end")
wrong("for 1 = 2, 3 do end") wrong("do") wrong("end") wrong("until x") wrong("else") wrong("function f(") wrong("function f() return 1 2 end")
wrong("local") wrong("local 1") wrong("local function") wrong("return return") wrong("x = function") wrong("f(") wrong("f(1,") wrong("f{")
wrong("x = {1, 2") wrong("x = {\n1,\n2") wrong("if x then\n\nelse\n\nelseif y then end") wrong("x:y") wrong("x:y = 1") wrong("x:5()") wrong("x[1") wrong("x[]= 1")
wrong("\nfor i = 1, 2 do\n  print(i)\n") wrong("print 5") wrong("a = 1, ") wrong("a = b c = d e") wrong("local x = local") wrong("x = (1") wrong("x = (1\n+ 2\n")
