-- 2.2 Environments and the global environment
print(_ENV == _G, _G._G == _G, type(_ENV), _G.print == print)
x = 1 print(x, _G.x, _ENV.x, _G["x"]) _G.y = 2 print(y) _ENV.z = 3 print(z) x, y, z = nil
do local _ENV = {print = print} a = 5 print(a, _ENV.a, string) end print(a)
do local print, _ENV = print, {} b = 1 print(b, _ENV.b, tostring) end print(b)
local function sandboxed(_ENV) c = 10 return c, _ENV end local value, env = sandboxed({}) print(value, env.c, c)
local f do local _ENV = {n = 0} function f() n = n + 1 return n end end print(f(), f(), n)
do local _ENV = setmetatable({}, {__index = _G}) print("through __index") d = 1 print(d, _G.d) end
do local print, rawset = print, rawset local _ENV = setmetatable({}, {__index = function(t, k) return "index " .. k end, __newindex = function(t, k, v) rawset(t, k, v * 2) end}) print(anything) e = 4 print(e) end
do local pcall, print = pcall, print local _ENV = nil print(pcall(function() return x end)) print(pcall(function() x = 1 end)) print(pcall(function() x() end)) end
do local pcall, print = pcall, print local _ENV = 5 print(pcall(function() return x.y end)) end
local chunk = load("v = (v or 0) + 1 return v", "chunk", "t", {v = 10}) print(chunk(), chunk(), v)
print(load("return _ENV", "=c", "t", nil)(), load("return _ENV", "=c", "t", 42)(), load("return _ENV")() == _G)
print(pcall(load("return x", "=c", "t", nil))) print(pcall(load("x = 1", "=c", "t", nil))) print(pcall(load("return x.y.z", "=c", "t", {x = {}})))
print(pcall(load("f()", "=c", "t", {}))) print(pcall(load("local _ENV = {} f()", "=c"))) print(pcall(load("local _ENV = {} x.y = 1", "=c")))
local e = {} local c1 = load("shared = 1", "=c", "t", e) local c2 = load("return shared", "=c", "t", e) c1() print(c2(), shared)
local nested = load("local function f() return function() return deep end end return f()()", "=c", "t", {deep = "reached"}) print(nested())
setmetatable(_G, {__index = function(t, k) return "default " .. k end, __newindex = function(t, k, v) rawset(t, k, "<" .. tostring(v) .. ">") end})
print(notDefined) newGlobal = 5 print(newGlobal) newGlobal = 6 print(newGlobal) setmetatable(_G, nil) newGlobal = nil print(notDefined)
setmetatable(_G, {__newindex = function(t, k) error("assignment to undeclared global '" .. k .. "'", 2) end, __index = function(t, k) error("undeclared global '" .. k .. "'", 2) end})
print(pcall(function() strict = 1 end)) print(pcall(function() return strict end)) setmetatable(_G, nil)
local up = 1 local function usesUp() return up, print end print(debug.getupvalue(usesUp, 1)) print((debug.getupvalue(usesUp, 2)))
local function setfenv(fn, env) local i = 1 while true do local name = debug.getupvalue(fn, i) if name == "_ENV" then debug.upvaluejoin(fn, i, function() return env end, 1) break elseif not name then break end i = i + 1 end return fn end
local function g() return gv end print(setfenv(g, {gv = "replaced"})(), gv)
local _ENV = {print = print, tostring = tostring} print(tostring(string), _G)
