_home.print = print
_home.s = string
_home.g = _G
_home.u = string.upper
_home.env = _ENV
local insert, format = table.insert, string.format
_home.add = function(t, v) insert(t, v) return #t end
_home.say = function(...) return format(...) end
_home[math.floor] = "floor"
_home.by = { [print] = "print", [string] = "string", [_G] = "globals" }
_home.indexed = setmetatable({}, { __index = string })
_home.lib = setmetatable({}, string)
string.extra = function() return "extra" end
_home.loaded = package.loaded
_home.out = io.stdout
_home.smeta = getmetatable("")
--- restart
print(rawequal(_home.print, print), rawequal(_home.s, string), rawequal(_home.g, _G), rawequal(_home.u, string.upper))
print(rawequal(_home.env, _G), _home.add({ 1 }, 2), _home.say("%03d", 7), _home[math.floor])
print(_home.by[print], _home.by[string], _home.by[_G], _home.indexed.rep("x", 3), getmetatable(_home.lib) == string)
print(_home.loaded == package.loaded, _home.out == io.stdout, _home.smeta == getmetatable(""))
_home.g.this_session = "a global through _home.g"
print(this_session)
this_session = nil
string.extra = nil
--- restart
print(this_session, string.extra)
