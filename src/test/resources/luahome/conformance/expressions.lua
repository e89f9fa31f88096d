-- 3.4 Expressions

-- Arithmetic
print(7 + 3, 7 - 3, 7 * 3, 7 / 2, 7 % 3, 7 ^ 2, -7, 0.5 + 0.25, 1e308 * 10, -1e308 * 10)
print(5 % 3, -5 % 3, 5 % -3, -5 % -3, 5.5 % 2, -5.5 % 2, 5.5 % -2, 0 % 5, 5 % 5, 1 % 0.1 < 0.1)
print(5 % math.huge, math.huge % 5 ~= math.huge % 5, (5 % 0) ~= (5 % 0), 2^31 % 10, 2^53 % 7, -2^31 % 7, 1e15 % 7)
print(1 / 0, -1 / 0, 0 / 1, 10 / 5, 1 / 3, 2 / 4, -7 / 2)
print(2^0.5, 2^-1, 0^0, 10^2, (-2)^3, (-2)^2, -2^2, 2^10, 2^31, 2^53, 4^0.5, 27^(1/3), 2^1024, (-8)^(1/3) ~= (-8)^(1/3))
print(2147483647 + 1, -2147483648 - 1, 2147483647 * 2, 65536 * 65536, 2147483647 * 2147483647, -2147483648 * -1, - -2147483648)
print(1e15 + 1, 9007199254740991 + 1, 9007199254740992 + 1, 3 * 0.1, 0.1 + 0.2 == 0.3, 1 - 0.9 == 0.1)
print(1000000 * 1000000, 123456789 * 987654321, 46341 * 46341, -46341 * 46341, 99999 * 99999)

-- Comparison
print(1 < 2, 2 < 1, 1 <= 1, 1 > 2, 2 >= 2, 1 == 1.0, 1 ~= 2, -1 < 0, 1e308 < math.huge, -math.huge < -1e308)
print("a" < "b", "a" == "a", "" == "", "1" == 1, nil == nil, true == 1, {} == {})
for _, pair in ipairs{{1, "1"}, {"a", 1}, {{}, {}}, {nil, 1}, {true, false}, {print, print}, {{}, 1}, {"a", {}}} do
    print(pcall(function() return pair[1] < pair[2] end))
    print(pcall(function() return pair[1] >= pair[2] end))
end

-- Logic
print(nil and 1, false and 1, 0 and 1, 1 and nil, nil or 1, false or nil, 1 or error("never"), nil and error("never"))
print(10 or 20, nil or "a", nil and 10, false and nil, false or nil, 10 and 20, not nil == true, not (1 == 2))
local function val(x) return x end
print(val(nil) or val(false), val(false) or val(nil), val(1) and val(2) or val(3), val(nil) and val(2) or val(3))
local x = val(1) == 1 and "one" or "other" print(x)
local y = not (val(1) > 2 or val(2) > 3) print(y)
print(1 and 2 and 3, 1 or 2 or 3, nil or false or 3, (nil or 1) and 2, 1 == 1 and 2 == 2, 1 < 2 == true)

-- Concatenation
print("a" .. "b" .. "c", 1 .. 2, 1.5 .. "x", "" .. "", "a" .. 1 .. "b" .. 2, -1 .. "")
print(#(("x"):rep(1000) .. ("y"):rep(1000)), "a\0" .. "\0b" == "a\0\0b")
for _, pair in ipairs{{"a", nil}, {nil, "a"}, {{}, "a"}, {"a", true}, {1, {}}, {print, 1}} do
    print(pcall(function() return pair[1] .. pair[2] end))
end

-- Length
print(#"", #"abc", #"a\0b", #{}, #{1, 2, 3}, #{n = 1}, #{[1] = 1, [2] = 2}, #"é")
print(pcall(function() return #5 end)) print(pcall(function() return #nil end)) print(pcall(function() return #print end))

-- Precedence and associativity
print(2 + 3 * 4, (2 + 3) * 4, 2 ^ 3 ^ 2, -2 ^ 2, not 1 == 2, 1 .. 2 .. 3, 2 * 3 % 4, 7 - 3 - 2, 8 / 4 / 2)
print(1 + 1 .. 2 + 2, "a" .. 1 + 2, 1 < 2 and 2 < 3, not nil and 1, #"ab" + 1, -"2" + 0, 2 ^ -2, -3 ^ 2, not not 1)
print(1 or 2 and nil, nil and 1 or 2, 5 > 3 == true, "x" .. "y" == "xy", 2 ^ 2 * 3, 1 + 2 < 4, - - 2, not - 1)

-- Table constructors
local t = {1, 2, 3, n = "name", [10] = "ten", ["key with space"] = true, [1 + 1] = "lost", 4; 5, [-1] = "minus"}
print(#t, t[1], t[2], t[4], t[5], t.n, t[10], t["key with space"], t[-1])
local function three() return 1, 2, 3 end
print(#{three()}, #{three(), three()}, #{(three())}, #{three(), nil}, #{three(), "x"}, #{x = three()})
print(select("#", table.unpack({three(), three()})))
print(#{...}, #{n = ...}, next({}), #{{}, {}}, #{function() end, print})
print(({1, 2, 3})[2], ({a = "b"}).a)
print(pcall(function() return {[nil] = 1} end)) print(pcall(function() return {[0/0] = 1} end))
local big = {} for i = 1, 200 do big[i] = i end print(#big, big[200], #{table.unpack(big)})
local code = {} for i = 1, 500 do code[i] = tostring(i) end
local many = load("return {" .. table.concat(code, ",") .. "}")() print(#many, many[1], many[51], many[500])
local nested = {{{{"deep"}}}} print(nested[1][1][1][1])
local keys = {["a"] = 1, b = 2, [3] = 3, [4.0] = 4, [true] = 5} print(keys.a, keys["b"], keys[3], keys[4], keys[true])

-- Calls
local function echo(...) return select("#", ...), ... end
print(echo()) print(echo(nil)) print(echo(nil, nil)) print(echo(1, nil, 3)) print(echo(three())) print(echo(three(), three()))
print(echo((three()))) print((echo(1, 2))) print(echo(echo(1)))
local s = {name = "obj"}
function s:who(...) return self.name, ... end
print(s:who(1, 2)) print(s.who(s)) print(s.who{name = "other"}) print(("x"):rep(3)) print(#"abc" == ("abc"):len())
print(type{}) print(type"s") print(type[[long]]) print(s:who{}) 
local function curry(a) return function(b) return function(c) return a + b + c end end end
print(curry(1)(2)(3), (function(...) return ... end)("immediate"))
print(pcall(function() local a a() end)) print(pcall(function() s.nope() end)) print(pcall(function() s:nope() end))
print(pcall(function() undefined() end)) print(pcall(function() undefined.x() end)) print(pcall(load("(5)()", "=code")))
print(pcall(load("('x')()", "=code"))) print(pcall(function() s.name.first.x = 1 end)) print(pcall(load("(nil)[1] = 1", "=code")))
print(pcall(function() return s.a.b end)) print(pcall(function() return s[1][2] end)) print(pcall(function() return s[s].x end))
print(pcall(function() local k = "key" return s[k].x end)) print(pcall(function() return (1).x end)) print(pcall(function() return (true).x end))
print(pcall(function() return #s.nope end)) print(pcall(function() return s.nope + 1 end)) print(pcall(function() return 1 + s.nope end))
print(pcall(function() return s.nope .. "x" end)) print(pcall(function() return -s.nope end)) print(pcall(function() return s.nope < 1 end))
print(pcall(function() return ("x").y.z end)) print(pcall(function() string.nope() end)) print(pcall(function() ("x"):nope() end))

-- Tail calls
local function down(n) if n == 0 then return "bottom" end return down(n - 1) end
print(down(100000))
local obj = {} function obj:down(n) if n > 0 then return self:down(n - 1) end return "method bottom" end print(obj:down(100000))

-- Varargs
local function va(...)
    local a, b = ...
    local t = {...}
    return a, b, #t, select("#", ...), (...), ...
end
print(va()) print(va(1)) print(va(1, 2, 3)) print(va(nil, nil))
local function mixed(first, ...) return first, select("#", ...), ... end
print(mixed()) print(mixed(1)) print(mixed(1, nil)) print(mixed(1, 2, 3))
print(select(2, "a", "b", "c")) print(select(-1, "a", "b", "c")) print(select(-2, "a", "b", "c")) print(select("#")) print(select(4, 1, 2, 3))
print(pcall(function() return select(0) end)) print(pcall(function() return select(-5, 1) end)) print(pcall(function() return select("x") end))
print(pcall(function() return select() end)) print(select(2.7, "a", "b", "c")) print(select("2", "a", "b"))
local packed = table.pack(va(1, nil, 3)) print(packed.n, packed[5], packed[6])
print((function(...) local function inner() return "no varargs here" end return inner(...) end)(1))
print(load("return ...")(1, 2, 3)) print(select("#", load("return ...")()))
print(load("function f() return ... end", "=code"))
local function last(...) return (select(select("#", ...), ...)) end print(last(1, 2, "last"))
local function sum(...) local n = 0 for _, v in ipairs{...} do n = n + v end return n end print(sum(), sum(1), sum(1, 2, 3))
local bigargs = {} for i = 1, 250 do bigargs[i] = i end print(sum(table.unpack(bigargs)))

-- Closures and upvalues
local function pair() local v = 0 return function() v = v + 1 return v end, function() return v end end
local up, read = pair() up() up() print(read())
local a1, b1 = pair(), (pair()) a1() print(a1(), b1())
local function deep() local a = 1 return function() local b = 2 return function() a = a + b return a end end end
local d = deep() print(d()(), d()())
do local shadow = 1 local f = function() return shadow end local shadow = 2 print(f(), shadow) end
local rec rec = function(n) return n == 0 and 0 or n + rec(n - 1) end print(rec(100))
local function params(a, b, c) a, b = b, a return function() return a, b, c end end print(params(1, 2, 3)())
print((function(a, a) return a end)(1, 2))
