function _home.fib(n) if n < 2 then return n end return _home.fib(n - 1) + _home.fib(n - 2) end
local function fact(n) if n == 0 then return 1 end return n * fact(n - 1) end
_home.fact = fact
_home.other = { name = fact }
_home.anonymous = function() return "anonymous" end
_home.list = { function() return 1 end, function() return 2 end, function(a, b) return a, b end }
function _home.varargs(first, ...) return first, select("#", ...), ... end
_home.object = { value = 7 }
function _home.object:get(extra) return self.value + (extra or 0) end
function _home.object.plain(x) return x end
_home.two, _home.lines = function() return "a" end, function() return "b" end
--- restart
print(_home.fib(15), _home.fact(10), _home.other.name == _home.fact, _home.anonymous())
print(_home.list[1](), _home.list[2](), _home.list[3]("x", "y"))
print(_home.varargs(1), _home.varargs(1, nil, nil), _home.varargs("a", "b", "c"))
print(_home.object:get(), _home.object:get(3), _home.object.plain(4), _home.two(), _home.lines())
print(type(_home.fib), #_home.list)
_home.fib2, _home.fib = _home.fib, nil
--- restart
print(pcall(_home.fib2, 5))
_home.fib = _home.fib2
print(_home.fib(10), _home.fib == _home.fib2)
_home.list[4] = _home.list[1]
_home.list[1] = nil
--- restart
print(_home.list[1], _home.list[4](), _home.list[2]())
