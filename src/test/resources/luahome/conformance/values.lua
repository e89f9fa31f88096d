-- 2.1 Values and types, 3.4.2 coercions, printing of numbers

print(type(nil), type(true), type(1), type("x"), type({}), type(print), type(function() end))
print(type(coroutine.create(print)), type(io.stdout), type(type))
print(nil == false, not nil, not false, not 0, not "", not {}, 0 == "0", "a" == "a")
print(1 == 1.0, 2^53 == 2^53 + 1, "1" == 1, 0 == -0)

-- Numbers print with 14 digits
print(0, 1, -1, 10, 1e1, 1e2, 123456, 1e6, 1e7, 1e8, 1e9, 1e10, 1e13, 1e14, 1e15, 1e16, 1e17)
print(2^31 - 1, 2^31, 2^32 - 1, 2^32, 2^53 - 1, 2^53, 2^53 + 1, 2^63, 2^64, -2^31, -2^53, -2^63)
print(0.5, 0.25, 0.1, 1/3, 2/3, 10/3, 100/3, 1e5/3, 1e14/3, 1e15/3, 22/7)
print(3.14159265358979, 2.718281828459045, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1.5e-5, 1e-10, 1e-100)
print(1e99, 1e100, 1.5e300, 1.7976931348623157e308, 2.2250738585072014e-308, 4.9e-324)
print(99999999999999, 999999999999999, 9999999999999.5, 99999999999999.5, 0.99999999999999, 0.999999999999999)
print(123456789.123, 1234567890.1234, 12345678901.234, 1.0, 100.0, -0.5, -1e-7, -123.456)
print(1/0, -1/0, math.huge, -math.huge)
print(tostring(0/0):gsub("^-", ""))
print(1e300 * 1e10, -1e300 * 1e10)
print(1e15 + 0.5, 1e14 + 0.5, 1e13 + 0.5, 5e-5, 0.0001, 0.00001)
print(1 .. "", 1.5 .. "", -1 .. "|", 1e100 .. "", 2^53 .. "", 2^63 .. "", 0.1 .. 0.2, 1/3 .. "x")

-- Strings to numbers in arithmetic
print("10" + 5, "3" * "4", "0x10" + 0, " 10 " + 1, "\t10\n" + 1, "1e1" + 0, "1e1" * 1, "-5" - 5, -"2", - -"2")
print("10" / "4", "2" ^ "3", "7" % "4", "0x1p4" + 0, ".5" + 0, "5." + 0)
print(10 .. 20, type(10 .. 20), "10" + 0 == 10, "0x.8p1" + 0)
print(pcall(function() return "abc" + 1 end))
print(pcall(function() return "" + 1 end))
print(pcall(function() return "1 2" + 1 end))
print(pcall(function() return "0x" + 1 end))
print(pcall(function() return "1e" + 1 end))
print(pcall(function() return "inf" + 1 end))
print(pcall(function() return "nan" + 1 end))
print(pcall(function() return "1\0" + 1 end))
print(pcall(function() return 1 + nil end))
print(pcall(function() return true + 1 end))
print(pcall(function() return print + 1 end))

-- tonumber
for _, s in ipairs{"10", " 10 ", "10.", ".5", "0x10", "0X1F", "0x1.8", "0x1.8p1", "0xA.8", "1e2", "1E+2", "1e-2",
        "", " ", "abc", "10abc", "0x", "0xg", "1e", "1e+", "e1", ".", "-", "--1", "-1", "+1", "- 1", "-0x10", "+0x10",
        "inf", "nan", "infinity", "1_000", "1,5", "0b1", "1 1", "0x-1", "1e1.5", "9007199254740993",
        "123456789012345678901234567890", "0xffffffffffffffff", "1e400", "-1e400", "1e-400", "0x1p-1075", "0x1p1024",
        "\t5\n", "\v5\f\r", "5\0", "\0", "00012", "0.1e1", "0x.1", "0x1.", "0xp1", "0x.p1", "1f", "1d", "1L", "0x1e2",
        "0e12", "1e0x1", "٣"} do
    print(("%q"):format(s), tonumber(s))
end
for _, case in ipairs{{"10", 2}, {"ff", 16}, {"FF", 16}, {"zz", 36}, {"ZZ", 36}, {"8", 8}, {"7", 8}, {"-ff", 16}, {" 11 ", 2},
        {"1.5", 10}, {"", 10}, {" ", 10}, {"1e1", 16}, {"12", 3}, {"1 1", 10}, {"0x10", 16}, {"7fffffff", 16},
        {"ffffffff", 16}, {"ffffffffffffffff", 16}, {"11111111111111111111111111111111111111111111111111111111111", 2},
        {"-0", 10}, {"+5", 10}, {"- 5", 10}, {"--5", 10}, {"5\0", 10}, {"\t5\n", 10}, {"_", 36}, {"1", 2}, {"2", 2}} do
    print(("%q"):format(case[1]), case[2], tonumber(case[1], case[2]))
end
print(tonumber(5), tonumber(5.5), tonumber(nil), tonumber(true), tonumber({}), tonumber(print))
print(tonumber("10", nil), tonumber("7", "8"), tonumber("10", 16.9))
print(tonumber(10, 16), tonumber(25, 8))
print(pcall(tonumber))
print(pcall(tonumber, "10", 1))
print(pcall(tonumber, "10", 37))
print(pcall(tonumber, "10", 0))
print(pcall(tonumber, "10", -2))
print(pcall(tonumber, {}, 10))
print(pcall(tonumber, nil, 10))
print(pcall(tonumber, "10", {}))
print(pcall(tonumber, "10", "x"))

-- tostring
print(tostring(nil), tostring(true), tostring(false), tostring(12), tostring("s"), tostring(1e100), tostring(-1.5))
print((tostring({}):gsub("0x%x+", "ADDRESS")), (tostring(function() end):gsub("0x%x+", "ADDRESS")))
print((tostring(coroutine.create(print)):gsub("0x%x+", "ADDRESS")), (tostring(io.stdout):gsub("0x%x+", "ADDRESS")))
print(#tostring({}) > 8, tostring({}) ~= tostring({}), tostring(print) == tostring(print))
print(pcall(tostring))
print(tostring(nil, 1), tostring(1, 2))

-- Equality and identity
local t, u = {}, {}
print(t == t, t == u, print == print, (function() end) == (function() end), t ~= u)
local n = 0/0
print(n == n, n ~= n, n < n, n <= n, n > n, n >= n)
t[1] = "one" t[1.0] = "float" t["1"] = "string" t[2^53] = "big"
print(t[1], t["1"], t[2^53], t[9007199254740992], #t)
t[1e300] = "huge" t[-1] = "negative" t[0] = "zero" t[0.5] = "half" t[true] = "yes" t[print] = "function" t[u] = "table"
print(t[1e300], t[-1], t[0], t[-0], t[0.5], t[1/2], t[true], t[false], t[print], t[u])
print(pcall(function() t[nil] = 1 end))
print(pcall(function() t[0/0] = 1 end))
print(t[nil], t[0/0])
print(pcall(rawset, t, nil, 1))
print(pcall(rawset, t, 0/0, 1))
t[2^31] = "2^31" t[2^31 - 1] = "2^31-1" t[-2^31] = "-2^31" t[2^32] = "2^32"
print(t[2147483648], t[2147483647], t[-2147483648], t[4294967296], t[2^31 + 0.0])
print(t[1/0], rawset(t, 1/0, "inf")[math.huge], t[-1/0])

-- Strings hold any bytes and compare by them
print("a" < "b", "a" < "B", "" < "a", "a" < "aa", "Z" < "a", "a\0b" < "a\0c", "a\0" > "a", "\255" > "a", "é" > "z")
print("10" < "9", "a" <= "a", "b" >= "a", not ("a" < "a"))
print(#"a\0b", "a\0b" == "a\0b", "a\0b" == "a\0c", ("a\0b"):len())
