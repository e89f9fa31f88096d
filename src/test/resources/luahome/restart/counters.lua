local n = 0
_home.counter = { inc = function() n = n + 1 return n end, get = function() return n end }
n = 10
print(_home.counter.inc())
--- restart
print(_home.counter.get(), _home.counter.inc(), _home.counter.inc(), _home.counter.get())
--- restart
print(_home.counter.get())
_home.counter.inc()
error("this entry is taken back")
--- restart
print(_home.counter.get())
for i = 1, 100 do _home.counter.inc() end
print(_home.counter.get())
--- restart
print(_home.counter.get())
_home.inc = _home.counter.inc
_home.counter = { get = _home.counter.get }
--- restart
print(_home.inc(), _home.inc(), _home.counter.get())
do
  local values = {}
  _home.push = function(v) values[#values + 1] = v return #values end
  _home.all = function() return table.concat(values, " ") end
end
--- restart
print(_home.push("a"), _home.push("b"))
--- restart
print(_home.push("c"), _home.all())
