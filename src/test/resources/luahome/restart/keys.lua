local a, b = { name = "a" }, { name = "b" }
local f = function() return "f" end
_home.map = { [a] = 1, [b] = 2, [f] = 3, [true] = 4, [false] = 5, [1.5] = 6, [-1] = 7, [""] = 8, ["\0\255"] = 9 }
_home.a, _home.b, _home.f = a, b, f
_home.set = {}
_home.set[{ "only here" }] = true
_home.graph = { [a] = { [b] = true }, [b] = { [a] = true } }
_home.self = {}
_home.self[_home.self] = _home.self
--- restart
print(_home.map[_home.a], _home.map[_home.b], _home.map[_home.f], _home.map[true], _home.map[false], _home.map[1.5], _home.map[-1], _home.map[""], _home.map["\0\255"])
for k in pairs(_home.set) do print(k[1]) end
print(next(_home.graph[_home.a]) == _home.b, _home.self[_home.self] == _home.self)
_home.map[_home.a] = nil
_home.map[_home.f] = "changed"
local sum = 0
for k, v in pairs(_home.map) do if type(v) == "number" then sum = sum + v end end
print(sum)
--- restart
print(_home.map[_home.a], _home.map[_home.f])
for k in pairs(_home.map) do if type(k) == "table" then _home.map[k] = nil end end
--- restart
local n = 0
for k in pairs(_home.map) do n = n + 1 end
print(n, _home.map[_home.b])
_home.map[_home.b] = "back"
error("taken back")
--- restart
print(_home.map[_home.b])
