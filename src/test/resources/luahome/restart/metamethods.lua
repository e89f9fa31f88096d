local Vector = {}
Vector.__index = function(v, k) return k == "size" and #rawget(v, "items") or Vector[k] end
Vector.__newindex = function(v, k, x) rawset(v, k, x * 10) end
Vector.__call = function(v, ...) return "called", select("#", ...), ... end
Vector.__eq = function(a, b) return a.items[1] == b.items[1] end
Vector.__lt = function(a, b) return a.items[1] < b.items[1] end
Vector.__le = function(a, b) return a.items[1] <= b.items[1] end
Vector.__concat = function(a, b) return "<" .. (type(a) == "table" and a.items[1] or a) .. "," .. (type(b) == "table" and b.items[1] or b) .. ">" end
Vector.__len = function(v) return 42 end
Vector.__unm = function(v) return -v.items[1] end
Vector.__add = function(a, b) return a.items[1] + (type(b) == "table" and b.items[1] or b) end
Vector.__tostring = function(v) return "Vector " .. v.items[1] end
Vector.__pairs = function(v) return ipairs(v.items) end
Vector.__ipairs = function(v) return pairs { a = 1 } end
Vector.__metatable = nil
_home.a = setmetatable({ items = { 1, 2, 3 } }, Vector)
_home.b = setmetatable({ items = { 2 } }, Vector)
_home.locked = setmetatable({}, { __metatable = "locked" })
--- restart
print(_home.a.size, _home.a("x", nil), _home.a == _home.b, _home.a < _home.b, _home.a <= _home.b, _home.a > _home.b)
print(_home.a .. _home.b, _home.a .. "s", "s" .. _home.a, #_home.a, -_home.b, _home.a + _home.b, _home.a + 5)
print(tostring(_home.a))
for k, v in pairs(_home.a) do io.write(k, "=", v, " ") end
for k, v in ipairs(_home.a) do io.write(k, "=", v, "\n") end
_home.a.field = 7
print(getmetatable(_home.locked), pcall(setmetatable, _home.locked, {}))
--- restart
print(_home.a.field, rawget(_home.a, "field"))
_home.weak = setmetatable({}, { __mode = "kv", __gc = function() error("never called") end })
_home.weak[1] = { "kept" }
_home.weak[_home.weak[1]] = "by key"
--- restart
collectgarbage()
print(_home.weak[1][1], _home.weak[_home.weak[1]], getmetatable(_home.weak).__mode)
