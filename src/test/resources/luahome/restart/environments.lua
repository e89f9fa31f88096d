local _ENV = setmetatable({ mine = 1 }, { __index = _ENV })
function _home.env() mine = mine + 1 return mine end
_home.look = function() return mine, type(print) end
--- restart
print(_home.env(), _home.env(), _home.look())
print(mine)
local env = { print = print }
_home.loaded = load("x = (x or 0) + 1 return x", "=loaded", "t", env)
_home.shared = env
print(_home.loaded())
--- restart
print(_home.loaded(), _home.shared.x)
function _home.own(_ENV) return y end
print(_home.own { y = "given" })
--- restart
print(_home.own { y = "given again" })
