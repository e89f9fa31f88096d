-- constants, moves, locals, upvalues, arithmetic, comparison, logic
local a, b, c = 1, 2.5
print(a, b, c, nil, true, false, "s", 'q', [[long
string]], [==[with ]] inside]==])
print(1 + 2, 1 - 2, 3 * 4, 7 / 2, 7 % 3, 2 ^ 10, -a, -b, not a, not c, #"abc", #{1, 2, 3})
print(1 + 0.5, 0.5 + 1, 2 * 0.5, 10 / 5, 7.5 % 2, -7 % 3, 7 % -3, -7 % -3, 5.5 % -2)
print(2147483647 + 1, -2147483648 - 1, 65536 * 65536, 2 ^ 53, 2 ^ 63, 2 ^ 0.5, 1e15, 1e14, 123456789012)
print(1 / 0, -1 / 0, math.huge, -math.huge, 1e308 * 10)
print("10" + 5, "3" * "4", "0x10" + 0, " 7 " - 1, 10 .. 20, 1.5 .. "x", -"2", "2" ^ 2)
print(1 == 1.0, "1" == 1, 1 < 2, 2 <= 2, 3 > 4, 3 >= 3, 1 ~= 2, "a" < "b", "a" <= "a", "Z" < "a", "" < "a", "\255" > "a")
print(0.1 + 0.2 == 0.3, 0 / 0 == 0 / 0, nil == false, {} == {}, print == print)
print(a and b, c and b, a or b, c or b, not not a, c == nil and "nil" or "not", false or nil, nil and 1)
local t = a == 1 and "yes" or "no"
local x = (a > 5) or (b > 2)
print(t, x, not (a > 5), (a > 5) == false)
print(1e3, 0xff, 0xA.8p0, 3., .5, 0x.1p4, 1E-2, 0xffffffff, 1e100, 5e-324, 123.456e2)
print(100 * 1.1, 1 / 3, 0.1, 3.14159265358979, -0.5, 1e-7, 123456.789e3, 12345678901234567890)
print(tostring(1e15), tostring(-1e15), 2 ^ 31, -2 ^ 31, 2 ^ 32, 1e16)
local s = ""
for i = 1, 5 do s = s .. i .. "," end
print(s, #s, s:sub(2, 3), ("x"):rep(3), s:upper())
print("a" .. "b" .. 1 .. 2.5 .. "c", "tab\tnew\\\65\x41\z
       continued")
