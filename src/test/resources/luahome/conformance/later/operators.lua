-- The operators and the escape that Lua 5.3 added: run by lua5.3, this prints operators.out.
print(7 // 2, -7 // 2, 7.5 // 2 == 3, 1 // 3, 2^53 // 3)
print(1 | 6, 5 & 3, 5 ~ 3, ~0, ~5 & 0xff, 1 << 10, 256 >> 4, -1 >> 60, 1 << 64, 1 << 63 == 1 << 63, 2 << -1, 8 >> -1)
print(1 + 2 // 2 * 3 - 4 // 3, 2 ^ 3 // 3 == 2, -2 ^ 2 // 3 == -2, 1 .. 2 // 1 .. 3 | 0, 1 | 2 == 3, not (1 & 0 == 0), 3 ~ 5 | 8 & 12 << 1 + 1)
local t = { a = 7 // 2, [3 // 2] = 'x', 8 | 1; 9 & 8 }
print(t.a, t[1], t[2])
local function f(...) return ... // 2, select('#', ...) end
print(f(9, 3), (f(9)))
print((function() local x = 9 if x // 2 == 4 then repeat x = x - 1 until x // 2 < 3 end for i = 1, 5 // 2 do x = x << 1 end while x & 1 == 1 do x = x >> 1 end return x end)() | 1)
local mt = { __idiv = function(a, b) return 'idiv' end, __band = function() return 'band' end, __bor = function() return 'bor', 2 end, __bxor = function() return 'bxor' end, __shl = function() return 'shl' end, __shr = function() return 'shr' end, __bnot = function(a, b) return rawequal(a, b) and 'bnot' end }
local o = setmetatable({}, mt)
print(o // 1, 1 & o, o | 2, o ~ 1, o << 1, 1 >> o, ~o, "10" // "3" == 3, "7" | 8)
for _, s in ipairs { "return nil // 1", "return 1 | {}", "return 1.5 | 1", "return 2^63 | 1", "return ~nil", "return 'x' << 1" } do
  print(pcall(load(s)))
end
print(#"\u{e4}\u{20AC}\u{1F600}", "\u{48}\u{0000000049}")
goto done
do print 'no' end
::done:: print(("x"):rep(3 // 1), #{1, 2} // 1, -#"abc" // 2, a and b or 3 | 4)
local s = "z" print(s :upper() .. 5 // 2)
