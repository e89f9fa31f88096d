function _home.adder(n) return function(x) n = n + x return n end end
_home.five = _home.adder(5)
_home.ten = _home.adder(10)
_home.compose = function(f, g) return function(...) return f(g(...)) end end
--- restart
print(_home.five(1), _home.ten(1), _home.five(1))
_home.both = _home.compose(_home.five, _home.ten)
--- restart
print(_home.both(3), _home.five(0), _home.ten(0))
_home.memo = (function()
  local known = setmetatable({}, { __index = function(t, k) local v = k * k rawset(t, k, v) return v end })
  return function(k) return known[k] end, known
end)()
print(_home.memo(4))
--- restart
print(_home.memo(4), _home.memo(5))
_home.pipeline = {}
for i = 1, 3 do _home.pipeline[i] = _home.compose(_home.adder(i), _home.adder(i * 10)) end
--- restart
for i, f in ipairs(_home.pipeline) do print(i, f(1), f(1)) end
