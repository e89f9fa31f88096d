-- 6.6 Mathematical functions
local function errors(f, ...) print(pcall(f, ...)) end
print(math.pi, math.huge, -math.huge, math.pi == 3.141592653589793)
for _, name in ipairs{"abs", "ceil", "floor", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "exp", "log", "log10", "deg", "rad", "sinh", "cosh", "tanh"} do
    local f, out = math[name], {}
    for i, x in ipairs{0, 1, 0.5, -0.5, -1, 2, 10, 100.7, -100.7, 1e10, 1e300, 2^31, 2^53, -2^31 - 0.5, math.huge, -math.huge, "4", " 0x10 "} do
        local r = f(x) out[i] = r ~= r and "nan" or name == "tan" and math.abs(r) > 1e10 and "big" or tostring(r == 0 and 0 or r)
    end
    print(name, table.concat(out, " ")) errors(f) errors(f, "x") errors(f, {}) errors(f, nil)
end
local function nan(...) local r = {...} for i = 1, #r do if r[i] ~= r[i] then r[i] = "nan" end end return table.unpack(r) end
print(nan(math.sqrt(-1), math.log(-1), math.asin(2), math.acos(2), math.sin(math.huge), math.floor(0/0), math.log(0), math.abs(0/0)))
print(math.log(8, 2), math.log(100, 10), math.log(27, 3), math.log(2, 4), math.log(1024, 2), math.log(1000, 10), math.log(0, 2), math.log(8, "2"), math.log(math.exp(1)), math.log(4, 0.5)) print(nan(math.log(8, 1), math.log(8, -1), math.log(8, 0), math.log(1, 1))) errors(math.log, 1, "x") errors(math.log, 8, nil) errors(math.log, 8, {})
print(math.atan2(1, 1), math.atan2(0, -1), math.atan2(-1, 0), math.atan2(1, 0), math.atan2(0, 1), math.atan2(1, math.huge)) errors(math.atan2) errors(math.atan2, 1)
print(math.pow(2, 10), math.pow(2, 0.5), math.pow(0, 0), math.pow(-8, 3), math.pow(2, -1), math.pow(10, 400), math.pow(1, math.huge), nan(math.pow(-8, 1/3))) errors(math.pow, 1)
print(math.fmod(5, 3), math.fmod(-5, 3), math.fmod(5, -3), math.fmod(-5, -3), math.fmod(5.5, 2), math.fmod(5, math.huge), math.fmod(2^53, 3), nan(math.fmod(5, 0), math.fmod(math.huge, 1))) errors(math.fmod, 5)
print(math.modf(3.7)) print(math.modf(-3.7)) print(math.modf(5)) print(math.modf(math.huge)) print(math.modf(-math.huge)) print(nan(math.modf(0/0))) print(math.modf(2^53)) print(math.modf("1.5")) print(math.modf(1e300)) errors(math.modf)
print(math.frexp(8)) print(math.frexp(0.3)) print(math.frexp(0)) print(math.frexp(-5)) print(math.frexp(2^-1074)) print(math.frexp(1e300)) print((math.frexp(math.huge))) errors(math.frexp) print(math.ldexp(0.5, 4), math.ldexp(1, -1074), math.ldexp(1, 1024), math.ldexp(0, 5), math.ldexp(-3, 2), math.ldexp(1, "3"), math.ldexp(1, 2.9)) errors(math.ldexp, 1) errors(math.ldexp, 1, {})
print(math.max(1), math.max(1, 2, 3), math.max(-1, -2), math.max(1.5, 2), math.max("10", 9), math.max(math.huge, 1), math.min(1), math.min(3, 1, 2), math.min(-math.huge, 0), math.min("2", 10), math.max(2^53, 2^53 + 1)) errors(math.max) errors(math.min) errors(math.max, "x") errors(math.max, 1, {}) errors(math.min, 1, nil) print(nan(math.max(0/0, 1), math.max(1, 0/0), math.min(0/0, 1), math.min(1, 0/0)))
print(math.floor(3.7), math.floor(-3.7), math.ceil(3.2), math.ceil(-3.2), math.floor(2^31 + 0.5), math.ceil(2^53), math.floor(1e100), math.abs(-2^31), math.abs(-5), math.floor(-0.5), math.ceil(1e15 + 0.5))
print(math.deg(math.pi), math.rad(180), math.deg(1), math.rad(1), math.sqrt(2), math.exp(1), math.exp(0), math.exp(-1), math.sin(1), math.cos(1), math.tan(1), math.asin(1), math.acos(0), math.atan(1), math.sinh(1), math.cosh(1), math.tanh(1), math.log10(1000))
math.randomseed(42) local a, b, c = math.random(), math.random(10), math.random(5, 7) math.randomseed(42) print(a == math.random(), b == math.random(10), c == math.random(5, 7)) local ok = true for i = 1, 1000 do local r = math.random() ok = ok and r >= 0 and r < 1 local n = math.random(6) ok = ok and n >= 1 and n <= 6 and n == math.floor(n) local m = math.random(-3, 3) ok = ok and m >= -3 and m <= 3 and m == math.floor(m) end print(ok, math.random(1), math.random(5, 5), math.random(-1, -1)) local seen = {} for i = 1, 500 do seen[math.random(4)] = true end print(#seen)
errors(math.random, 0) errors(math.random, -5) errors(math.random, 2, 1) errors(math.random, 1, 2, 3) errors(math.random, "x") errors(math.random, {}) errors(math.random, 1, {}) print(math.random("1")) errors(math.randomseed) errors(math.randomseed, "x") print(select("#", math.randomseed(1))) print(math.random(2^40) <= 2^40, math.random(2^31, 2^31 + 1) >= 2^31)
