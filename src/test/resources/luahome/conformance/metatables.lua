-- 2.4 Metatables and metamethods
local function show(v) if type(v) == "table" then return v.name or "table" end return tostring(v) end
local log = {}
local mt = {}
for _, event in ipairs{"add", "sub", "mul", "div", "mod", "pow", "unm", "concat", "len", "call"} do
    mt["__" .. event] = function(...)
        local n, out = select("#", ...), {}
        for i = 1, n do out[i] = show((select(i, ...))) end
        return event .. "(" .. table.concat(out, ",") .. ")"
    end
end
local A, B = setmetatable({name = "A"}, mt), setmetatable({name = "B"}, mt)
print(A + B, A - B, A * B, A / B, A % B, A ^ B)
print(A + 1, 1 + A, A - "x", "x" - A, A * nil, nil * A, A / 2, 2 / A, A % 2, 2 % A, A ^ 2, 2 ^ A)
print(-A, #A, A .. B, A .. "x", "x" .. A, A .. 1, 1 .. A, A(), A(1), A(1, nil))
print("a" .. "b" .. A, A .. "a" .. "b", "a" .. A .. "b", 1 .. 2 .. A)
print(pcall(function() return A .. nil end)) print(pcall(function() return nil .. A end)) print(pcall(function() return {} + 1 end))

-- Only the first result counts; the first operand's handler is preferred
local two = setmetatable({}, {__add = function() return 1, 2 end, __call = function() return 1, 2 end, __len = function() return 7, 8 end,
    __unm = function() return 1, 2 end, __concat = function() return 1, 2 end, __index = function() return 1, 2 end})
print(two + 1) print((two())) print(two()) print(#two) print(-two) print(two .. 1) print(two.x)
local left, right = setmetatable({}, {__add = function() return "left" end}), setmetatable({}, {__add = function() return "right" end})
print(left + right, right + left, left + 1, 1 + right)
local function nothing() end
local none = setmetatable({}, {__add = nothing, __index = nothing, __len = nothing, __concat = nothing, __unm = nothing, __call = nothing, __eq = nothing, __lt = nothing})
print(none + 1, none.x, #none, none .. "", -none, none == setmetatable({}, getmetatable(none)), none < none, select("#", none()))

-- __index
local base = {inherited = "from base"}
local derived = setmetatable({own = 1}, {__index = base})
print(derived.own, derived.inherited, derived.missing, rawget(derived, "inherited"))
local chain = setmetatable({}, {__index = setmetatable({}, {__index = setmetatable({}, {__index = function(t, k) return "end of chain: " .. k end})})})
print(chain.key, chain[1])
print(setmetatable({}, {__index = function(t, k) return k end})[42], setmetatable({}, {__index = "string"}).len == string.len)
print(pcall(function() return setmetatable({}, {__index = 5}).x end)) print(pcall(function() return setmetatable({}, {__index = true}).x.y end))
print(setmetatable({}, {__index = function(t, k) return nil end}).x, setmetatable({}, {__index = function(t, k, extra) return extra end}).x)
print(pcall(function() return setmetatable({}, {__index = function() error("inside") end}).x end))
print(pcall(function() return setmetatable({}, {__index = function() error({}) end}).x end) == false)
local counted = 0
local lazy = setmetatable({}, {__index = function(t, k) counted = counted + 1 t[k] = k .. "!" return t[k] end})
print(lazy.a, lazy.a, counted)
print(setmetatable({}, {__index = setmetatable({}, {__call = function(self, t, k) return "called" end})}).x)
local loop = {} setmetatable(loop, {__index = loop}) print(pcall(function() return loop.x end))
local loopNew = {} setmetatable(loopNew, {__newindex = loopNew}) print(pcall(function() loopNew.x = 1 end))
print(#setmetatable({1, 2}, {__index = function(t, k) if k < 5 then return k end end}))

-- __newindex
local store = {}
local proxy = setmetatable({present = 1}, {__newindex = function(t, k, v) store[k] = v end})
proxy.a = 1 proxy.present = 2 print(rawget(proxy, "a"), store.a, proxy.present, store.present)
proxy = setmetatable({}, {__newindex = store}) proxy.b = 2 print(rawget(proxy, "b"), store.b)
rawset(proxy, "c", 3) print(proxy.c, store.c)
local ro = setmetatable({}, {__newindex = function(t, k) error("read-only: " .. tostring(k), 2) end})
print(pcall(function() ro.x = 1 end)) print(pcall(function() ro[1] = 1 end))
local rec = setmetatable({}, {__newindex = function(t, k, v) rawset(t, k, v * 2) end}) rec.x = 5 rec.x = 6 print(rec.x)
print(pcall(function() setmetatable({}, {__newindex = 5}).x = 1 end)) print(pcall(function() setmetatable({}, {__newindex = "s"}).x = 1 end))
local nilkey = setmetatable({}, {__newindex = function(t, k, v) print("newindex", k, v) end, __index = function(t, k) return "index " .. tostring(k) end})
nilkey[nil] = 1 nilkey[0/0 ~= 0/0] = 2 print(nilkey[nil])
print(pcall(function() local t = setmetatable({}, {__newindex = {}}) t[nil] = 1 end))

-- __eq, __lt, __le
local eq = function(a, b) return a.v == b.v end
local e1, e2, e3 = setmetatable({v = 1}, {__eq = eq}), setmetatable({v = 1}, {__eq = eq}), setmetatable({v = 2}, {__eq = eq})
print(e1 == e2, e1 == e3, e1 ~= e2, e1 == 1, e1 == e1, rawequal(e1, e2), e1 == {v = 1})
local other = setmetatable({v = 1}, {__eq = function() return true end}) print(e1 == other, other == e1, other == {})
print(setmetatable({}, {__eq = function() return 1 end}) == setmetatable({}, {}), (function() local m = {__eq = function() return "yes" end}
    return setmetatable({}, m) == setmetatable({}, m) end)())
local cmp = {__lt = function(a, b) return show(a) .. "<" .. show(b) end}
local c1, c2 = setmetatable({name = "c1", v = 1}, cmp), setmetatable({name = "c2", v = 2}, cmp)
print(c1 < c2, c1 > c2, c1 < 1, 1 < c1, c1 < "x", c1 <= c2, c1 >= c2)
local ord = {__lt = function(a, b) return a.v < b.v end, __le = function(a, b) return a.v <= b.v end}
local o1, o2 = setmetatable({v = 1}, ord), setmetatable({v = 2}, ord)
print(o1 < o2, o1 <= o2, o1 > o2, o1 >= o2, o1 <= o1, o1 >= o1, not (o1 < o2))
local onlyLt = {__lt = function(a, b) return a.v < b.v end}
local l1, l2 = setmetatable({v = 1}, onlyLt), setmetatable({v = 2}, onlyLt)
print(l1 <= l2, l2 <= l1, l1 >= l2, l1 <= l1)
print(pcall(function() return c1 < nil end)) print(pcall(function() return {} < c1 end)) print(pcall(function() return {} <= {} end))
print(pcall(function() return setmetatable({}, {__le = function() return true end}) < {} end))
print(pcall(function() return setmetatable({}, {__lt = 5}) < {} end))

-- __len, __call, __tostring, __metatable, __pairs, __ipairs
print(#setmetatable({1, 2, 3}, {__len = function(t) return "any " .. rawlen(t) end}), rawlen(setmetatable({1}, {__len = error})))
local callee = setmetatable({}, {__call = function(self, a, b) return type(self), a, b end})
print(callee(1, 2), (callee(1))) print(pcall(callee, 3)) print(select(2, pcall(setmetatable({}, {__call = 5}))))
local viaCall = setmetatable({}, {__call = callee}) print(pcall(viaCall, "x")) print(pcall(function() viaCall("x") end))
print(tostring(setmetatable({}, {__tostring = function(t) return "text" end})), pcall(tostring, setmetatable({}, {__tostring = function() return {} end})))
print(setmetatable({}, {__tostring = function() return "printed" end}), tostring(setmetatable({}, {__tostring = function() return 5 end})))
print(pcall(tostring, setmetatable({}, {__tostring = function() end}))) print(pcall(tostring, setmetatable({}, {__tostring = function() error("bad") end})))
print(pcall(print, setmetatable({}, {__tostring = function() return {} end})))
print((tostring(setmetatable({}, {__name = "ignored"})):gsub("0x%x+", "")))
local protected = setmetatable({}, {__metatable = "locked"}) print(getmetatable(protected), pcall(setmetatable, protected, {}))
print(getmetatable(setmetatable({}, {__metatable = false})), pcall(setmetatable, setmetatable({}, {__metatable = false}), nil))
print(getmetatable({}), getmetatable("").__index == string, getmetatable(1), getmetatable(nil), getmetatable(print), getmetatable("").__name)
print(setmetatable({}, nil) ~= nil, getmetatable(setmetatable(setmetatable({}, {}), nil)))
for k, v in pairs(setmetatable({}, {__pairs = function(t) return function(s, k) if not k then return "only", s end end, "state", nil end})) do print(k, v) end
for k, v in pairs(setmetatable({}, {__pairs = function(t) return next, {x = 1}, nil, "surplus" end})) do print(k, v) end
print(select("#", pairs(setmetatable({}, {__pairs = function() return 1, 2, 3, 4 end})))) print(pairs(setmetatable({}, {__pairs = function() return 1 end})))
for i, v in ipairs(setmetatable({}, {__ipairs = function(t) return function(s, i) i = i + 1 if i < 3 then return i, s end end, "s", 0 end})) do print(i, v) end
for i, v in ipairs(setmetatable({}, {__index = function(t, i) if i < 3 then return i end end})) do print("never", i, v) end
print(pcall(pairs, setmetatable({}, {__pairs = 5}))) print(pcall(next, setmetatable({}, {__pairs = error})))

-- Metatables of other types
print(("x").len == string.len, ("abc").x, #"abc", ("%d"):format(5))
print(pcall(function() ("x").y = 1 end)) print(pcall(setmetatable, "x", {})) print(pcall(setmetatable, 1, {})) print(pcall(setmetatable, {}, 1)) print(pcall(setmetatable, {}))
debug.setmetatable(1, {__index = {double = function(n) return n * 2 end}, __call = function(n, x) return n + x end, __len = function(n) return n end})
print((5):double(), (5)(6), #7, getmetatable(1) ~= nil) debug.setmetatable(1, nil) print(getmetatable(1))
debug.setmetatable(nil, {__index = function(n, k) return k end}) print((nil).anything, undefinedGlobal.field) debug.setmetatable(nil, nil)
debug.setmetatable(print, {__index = {name = "fn"}, __concat = function() return "joined" end}) print(print.name, print .. 1, (function() end).name) debug.setmetatable(print, nil)
debug.setmetatable(true, {__index = function(b, k) return tostring(b) .. k end, __unm = function(b) return not b end}) print((true).x, (false).y, -true) debug.setmetatable(true, nil)
getmetatable("").__add = function(a, b) return "string add" end print("a" + "b", "1" + "2", 1 + "x") getmetatable("").__add = nil
getmetatable("").__index = function(s, k) if type(k) == "number" then return s:sub(k, k) end return string[k] end print(("hello")[2], ("x"):upper()) getmetatable("").__index = string

-- Changing handlers while they are used
local changing = setmetatable({}, {}) print(changing.x) getmetatable(changing).__index = function() return "now" end print(changing.x) getmetatable(changing).__index = nil print(changing.x)
local mutable = setmetatable({}, {__index = {a = 1}}) print(mutable.a) getmetatable(mutable).__index.a = 2 print(mutable.a) setmetatable(mutable, nil) print(mutable.a)

-- Classes
local Account = {} Account.__index = Account
function Account.new(b) return setmetatable({balance = b}, Account) end
function Account:deposit(v) self.balance = self.balance + v return self end
function Account:withdraw(v) if v > self.balance then error("insufficient funds", 2) end self.balance = self.balance - v end
Account.__tostring = function(a) return "Account: " .. a.balance end
local acc = Account.new(100) acc:deposit(50) print(acc) print(pcall(acc.withdraw, acc, 1000)) print(pcall(function() acc:withdraw(1000) end))
local Special = setmetatable({}, {__index = Account}) Special.__index = Special
function Special.new(b, limit) local s = Account.new(b) s.limit = limit return setmetatable(s, Special) end
function Special:withdraw(v) if v - self.balance >= self.limit then error("over limit") end self.balance = self.balance - v end
local sp = Special.new(10, 100) sp:withdraw(50) sp:deposit(5) print(sp.balance, pcall(sp.withdraw, sp, 1000))

-- Metamethods in library functions
print(table.concat({"a", "b"}, ",")) print(pcall(table.concat, {A, B})) print(rawequal(A, A), rawget(A, "x"), rawlen(A))
print(#setmetatable({}, {__len = function() return 3 end}), select("#", table.unpack(setmetatable({}, {__len = function() return 3 end}))))
print(table.unpack(setmetatable({}, {__len = function() return 2 end, __index = function(t, i) return i * 10 end})))
print(pcall(table.unpack, setmetatable({}, {__len = function() return "x" end})))
