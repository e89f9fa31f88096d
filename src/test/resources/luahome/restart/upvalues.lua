local text, number, flag, nothing = "text", 1.5, true, nil
_home.scalars = function() return text, number, flag, nothing end
local t = { 1, 2, 3 }
_home.t = t
_home.sum = function() local s = 0 for _, v in ipairs(t) do s = s + v end return s end
local hidden = { secret = "only a function knows it" }
_home.reveal = function() return hidden.secret end
local helper = function(x) return x * 2 end
_home.twice = function(x) return helper(x) end
local a, b = 1, 2
_home.swap = function() a, b = b, a end
_home.both = function() return a, b end
_home.deep = function() return function() return function() a = a + 100 return a end end end
--- restart
print(_home.scalars())
_home.t[4] = 10
print(_home.sum(), _home.reveal(), _home.twice(21))
_home.swap()
print(_home.both())
print(_home.deep()()())
print(_home.both())
--- restart
print(_home.sum(), _home.both())
_home.inner = _home.deep()
_home.innermost = _home.inner()
--- restart
print(_home.innermost(), _home.both())
_home.deep, _home.inner = nil, nil
--- restart
print(_home.innermost(), _home.both())
local many = {}
for i = 1, 5 do many[i] = function(d) i = i + (d or 0) return i end end
_home.many = many
--- restart
print(_home.many[1](), _home.many[5](), _home.many[3](10), _home.many[4]())
--- restart
print(_home.many[3](), _home.many[2]())
