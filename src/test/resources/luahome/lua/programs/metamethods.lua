local log = {}
local mt = {}
local function bin(name) mt[name] = function(a, b) return name .. ":" .. type(a) .. "," .. type(b) end end
for _, n in ipairs { "__add", "__sub", "__mul", "__div", "__mod", "__pow", "__concat" } do bin(n) end
mt.__unm = function(a) return "unm" end
mt.__len = function() return 42 end
mt.__eq = function(a, b) return true end
mt.__lt = function(a, b) return true end
mt.__le = function(a, b) return false end
mt.__call = function(self, ...) return select("#", ...), ... end
mt.__tostring = function() return "TS" end
mt.__index = function(t, k) return k .. "!" end
local o, p = setmetatable({}, mt), setmetatable({}, mt)
print(o + 1, 1 + o, o - o, "x" * o, o / 2, 2 % o, o ^ o)
print(o .. "s", "s" .. o, o .. o, 1 .. o, "a" .. "b" .. o, o .. "a" .. "b")
print(-o, #o, o == p, o ~= p, o == 1, o < p, o > p, o <= p, o >= p, o < 1, 1 < o)
print(o(1, nil), o(), pcall(o, 1, 2))
print(tostring(o), o.foo, o[1], rawget(o, "foo"), rawequal(o, p), rawlen(o), #o)
local store = {}
local w = setmetatable({}, { __newindex = function(t, k, v) rawset(t, k, v * 2) end })
w.a = 1 w.a = 5 w.b = 2 print(w.a, w.b)
local base = { greet = function(self) return "hi " .. self.name end }
base.__index = base
local derived = setmetatable({ shout = function(self) return self:greet():upper() end }, base)
derived.__index = derived
local inst = setmetatable({ name = "bob" }, derived)
print(inst:greet(), inst:shout(), inst.nope)
local proxy = setmetatable({}, { __index = inst, __newindex = inst })
proxy.name = "ann" print(proxy.name, rawget(proxy, "name"), inst.name)
local le = setmetatable({ v = 1 }, { __lt = function(a, b) return a.v < b.v end })
local le2 = setmetatable({ v = 2 }, getmetatable(le))
print(le <= le2, le2 <= le, le >= le2, le < le2)
print(getmetatable(setmetatable({}, { __metatable = "locked" })), pcall(setmetatable, setmetatable({}, { __metatable = 1 }), {}))
print(getmetatable("").__index == string, ("x").rep == string.rep, ("abc"):len())
local it = setmetatable({}, { __pairs = function(t) return function(_, k) if not k then return 1, "one" end end, t, nil end, __ipairs = function(t) return function(_, i) if i < 2 then return i + 1, "i" .. i end end, t, 0 end })
for k, v in pairs(it) do print(k, v) end
for k, v in ipairs(it) do print(k, v) end
local chain = setmetatable({}, { __index = setmetatable({}, { __index = setmetatable({ deep = 1 }, { __index = function(_, k) return "end " .. k end }) }) })
print(chain.deep, chain.other)
local e1 = setmetatable({}, { __eq = function() return true end })
local e2 = setmetatable({}, { __eq = function() return true end })
print(e1 == e2, e1 == e1, e1 ~= e2)
print(pcall(function() local l = setmetatable({}, {}) getmetatable(l).__index = l return l.x end))
local cnt = 0
local memo = setmetatable({}, { __index = function(t, k) cnt = cnt + 1; local v = k < 2 and k or t[k - 1] + t[k - 2]; rawset(t, k, v); return v end })
print(memo[50], cnt)
print(#setmetatable({ 1, 2 }, { __len = function() return "x" end }))
local y = setmetatable({}, { __index = function(t, k) return coroutine.absent end })
print(y.z)
mt.__eq = nil print(o == p, o == o)
print(setmetatable({}, { __tostring = function() return "named" end }))
