local n, list = 0, {}
_home.inc = function() n = n + 1 list[n] = n return n end
_home.list = function() return table.concat(list, ",") end
_home.p = setmetatable({}, { __index = { a = 1 } })
print(_home.inc())
ext.save("one")
print(_home.inc(), _home.inc(), _home.list())
setmetatable(_home.p, { __index = { a = 2 } })
_home.new = function() return n end
local new = _home.new
print(_home.p.a)
ext.load()
print(_home.inc(), _home.list(), _home.p.a, _home.new, new() ~= nil)
--- restart
print(_home.inc(), _home.list(), _home.p.a)
ext.load()
print(_home.inc(), _home.list(), _home.p.a)
_home.k = {}
_home.k[_home.inc] = "key"
--- restart
print(_home.k[_home.inc])
ext.load()
print(_home.k, _home.inc())
