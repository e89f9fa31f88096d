_home.jobs = { {}, {} }
print(pcall(function() _home.jobs[2].co = coroutine.create(print) end))
print(pcall(function() _home.jobs.file = io.tmpfile and io.stderr ~= nil and { x = coroutine.create(print) } end))
print(pcall(function() _home.iterator = ("x"):gmatch(".") end))
print(pcall(function() _home.t = setmetatable({}, { __index = { co = coroutine.create(print) } }) end))
print(pcall(function() _home.t = { [coroutine.create(print)] = 1 } end))
print(_home.t, _home.iterator, _home.jobs.file, _home.jobs[2].co)
--- restart
print(#_home.jobs)
local co = coroutine.create(print)
_home.f = function() return co end
--- restart
print(_home.f)
local co
_home.f = function(start) if start then co = coroutine.create(print) end return co end
--- restart
print(_home.f())
_home.f(true)
--- restart
print(_home.f())
local it = ("x"):gmatch(".")
_home.g = { h = function() return it end }
--- restart
print(_home.g)
