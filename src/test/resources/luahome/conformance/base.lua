-- 6.1 Basic functions
local function errors(f, ...) print(pcall(f, ...)) end
-- assert, error, pcall, xpcall
print(assert(1, 2, 3)) print(assert("x")) errors(assert) errors(assert, nil) errors(assert, false) errors(assert, nil, "why") errors(assert, false, nil)
errors(assert, nil, 42) print(type(select(2, pcall(assert, false, {})))) errors(function() assert(nil) end) errors(function() assert(false, "text") end) errors(function() assert() end)
errors(error) errors(error, nil) errors(error, "m") errors(error, "m", 0) errors(error, "m", 1) errors(error, "m", 2) errors(error, "m", 3) errors(error, "m", 100) errors(error, "m", -1) errors(error, 42) errors(error, true)
errors(function() error("one") end) errors(function() error("zero", 0) end) errors(function() error("two", 2) end) errors(function() local function g() error("level 2", 2) end g() end)
errors(function() local function g() error("level 3", 3) end local function h() g() end h() end) errors(function() error(5) end) errors(function() error("x", "1") end) errors(function() error("x", {}) end)
errors(pcall) errors(function() pcall() end) print(pcall(pcall)) print(pcall(pcall, error)) print(pcall(error, "e", 0)) print(pcall(1)) print(pcall(nil)) print(pcall({}))
errors(xpcall) errors(xpcall, print) print(xpcall(print, nil, 1)) print(xpcall(error, function(m) return "H:" .. tostring(m), 2 end, "m")) print(xpcall(error, nil, "m"))
print(xpcall(function(...) return select("#", ...), ... end, error, 1, nil)) print(xpcall(function() error("x", 0) end, function(m) error("in handler") end))
print(xpcall(function() error("x", 0) end, function(m) return end)) print(xpcall(nil, function(m) return m end)) print(xpcall(function() local a = nil .. "x" end, function(m) return "got " .. m end))
print(select("#", xpcall(function() error() end, function(...) return ... end))) print(pcall(xpcall, function() error("deep", 0) end, function(m) return m:upper() end))
print(xpcall(function() xpcall(function() error("inner", 0) end, function(m) print("h1", m) end) error("outer", 0) end, function(m) return "h2 " .. m end))
-- collectgarbage
print(collectgarbage(), collectgarbage("collect"), type(collectgarbage("count")), collectgarbage("count") > 0, collectgarbage("isrunning")) errors(collectgarbage, "nonsense") errors(collectgarbage, {})
-- getmetatable, setmetatable, rawequal, rawget, rawlen, rawset
errors(getmetatable) print(getmetatable({}), getmetatable(nil)) errors(setmetatable) errors(setmetatable, {}) errors(setmetatable, 1, {}) errors(setmetatable, {}, 1) errors(setmetatable, nil, nil) print(pcall(function() setmetatable({}) end))
errors(rawequal) errors(rawequal, 1) print(rawequal(1, 1), rawequal(1, "1"), rawequal("a", "a"), rawequal({}, {}), rawequal(nil, nil), rawequal(1, 1, 2))
errors(rawget) errors(rawget, {}) errors(rawget, 1, 1) errors(rawget, "x", 1) print(rawget({5}, 1), rawget({}, nil), rawget({a = 1}, "a", "surplus"))
errors(rawlen) errors(rawlen, 5) errors(rawlen, nil) print(rawlen({1, 2}), rawlen("abc"), rawlen(""))
errors(rawset) errors(rawset, {}) errors(rawset, {}, 1) errors(rawset, 1, 1, 1) errors(rawset, {}, nil, 1) errors(rawset, {}, 0/0, 1) print(rawset({}, 1, 2)[1], rawset({}, "k", nil).k)
-- ipairs, pairs, next
errors(ipairs) errors(ipairs, 5) errors(ipairs, nil) errors(pairs) errors(pairs, 5) errors(pairs, nil) errors(pairs, "x") errors(next) errors(next, 5) errors(next, {}, "absent") errors(next, {}, 1) errors(next, {1}, 2)
for i, v in ipairs{1, 2, nil, 4} do io.write(i, "=", v, " ") end print() for i, v in ipairs{} do print("never") end for i, v in ipairs{[0] = 0, 1, [3] = 3} do print(i, v) end
print(next({})) print(next({}, nil)) print(next({5})) print(next({5}, 1)) print(next({a = 1})) print(select("#", next({}))) print(type(next), select("#", pairs{}), select("#", ipairs{}))
local f, s, v = ipairs({7}) print(type(f), type(s), v, f(s, 0)) print(f(s, 1)) print(select("#", f(s, 1))) errors(f) errors(f, {}) print(f({1, 2}, 1), f({1, 2}, "1")) f, s, v = pairs({7}) print(f == next, type(s), v)
local keys, t = {}, {10, 20, 30, a = 1, b = 2, [2.5] = 3, [true] = 4} for k in pairs(t) do keys[#keys + 1] = tostring(k) end table.sort(keys) print(table.concat(keys, " "))
for k in pairs(t) do t[k] = nil end print(next(t)) t = {} for i = 1, 100 do t[i] = i t["k" .. i] = i end local n = 0 for k, v in pairs(t) do t[k] = v + 1 n = n + 1 end print(n, t[1], t.k100) for k in pairs(t) do if type(k) == "string" then t[k] = nil end end n = 0 for k in pairs(t) do n = n + 1 end print(n, #t)
print(next({nil, nil, 3})) print(next({[1] = nil, x = 1}))
-- print
print() print(nil) print(1, nil, "x", true, 1.5, nil) print("a\0b") print(pcall(print, setmetatable({}, {__tostring = function() return 1, 2 end})))
-- select
print(select("#"), select("#", nil), select("#", nil, nil)) print(select(1, "a", "b")) print(select(2, "a", "b")) print(select(3, "a", "b")) print(select(-1, "a", "b")) print(select(100, 1)) 
errors(select) errors(select, 0) errors(select, -1) errors(select, -3, 1, 2) errors(select, "x") errors(select, {}) errors(select, nil) print(select("1", "a")) print(select(1.9, "a", "b"))
-- tonumber, tostring, type
print(tonumber("0x"), tonumber("1e"), tonumber(" 5 "), tonumber("5x"), tonumber(""), tonumber("z", 36), tonumber("Z", 36)) errors(tonumber, "1", 99) errors(tonumber, 1, 2, 3) errors(tonumber)
print(tostring(1), tostring("x"), tostring(nil), tostring(true)) errors(tostring) errors(type) print(type(nil), type(type)) print(pcall(function() type() end)) print(pcall(function() tostring() end)) print(pcall(function() tonumber() end))
-- load
print(load("return 1")()) print(load("syntax error here")) print(load("return 1", "name")()) print(load("error('x')", "name") and pcall(load("error('x')", "name"))) print(pcall(load("error('x')", "=name"))) print(pcall(load("error('x')", "@name")))
print(pcall(load("error('x')", "line one\nline two"))) print(pcall(load("error('x')", ("long name "):rep(10)))) print(pcall(load("error('x')", "=" .. ("long name "):rep(10)))) print(pcall(load("error('x')", "@" .. ("long name "):rep(10)))) print(pcall(load("error('x')")))
print(pcall(load("\n\nerror('on line 3')"))) print(pcall(load("error('x')", ""))) print(pcall(load("error('x')", "="))) print(pcall(load("error('x')", "@"))) print(pcall(load("error('x') -- " .. ("x"):rep(100)))) print(pcall(load("error('x')\n")))
local parts, i = {"return ", "1", " + 2"}, 0 print(load(function() i = i + 1 return parts[i] end)()) i = 0 print(load(function() i = i + 1 return ({"return 1", "", " + error"})[i] end)())
print(load(function() return nil end)) print(pcall(load, function() return {} end)) print(pcall(load, function() error("reader") end)) print(select("#", pcall(load, function() error({}) end))) print(pcall(load(function() return nil end)))
print(load("return 1", "n", "t")()) print(load("return 1", "n", "b")) print(load("return 1", "=n", "x")) print(load("return 1", "n", "bt")()) print(load("\27Lua", "n", "t")) print(load("return 1", nil, nil)()) print(load("return 1", 5)())
errors(load) errors(load, nil) errors(load, {}) errors(load, true) errors(load, "x", {}) errors(load, "return 1", "n", {}) print(load(42)) print(pcall(load, "return 1", "n", "t", nil, "surplus"))
-- dofile, loadfile
local name = os.tmpname() local function write(text) local f = assert(io.open(name, "wb")) f:write(text) f:close() end local function hide(...) local r = {...} for i = 1, select("#", ...) do r[i] = tostring(r[i]):gsub("[%w/_.%-]*/[%w_.%-]+", "FILE") end print(table.unpack(r)) end
write("#!shebang\nreturn 1, ...") print(loadfile(name)(2)) print(dofile(name)) write("\239\187\191return 'bom'") print(dofile(name)) write("\239\187\191#!both\nreturn 'bom and shebang'") print(dofile(name)) write("# only") print(dofile(name)) write("") print(dofile(name))
write("x = = 1") hide(loadfile(name)) hide(pcall(dofile, name)) write("\n\nerror('at line 3')") hide(pcall(dofile, name)) write("return x") print(loadfile(name, "t", {x = "from env"})()) print(loadfile(name, "bt")()) hide(loadfile(name, "b")) write("#!\nlocal x = nil + 1") hide(pcall(dofile, name))
write("\r\nreturn 'crlf',\r\n debug.getinfo(1, 'l').currentline\r\n") print(dofile(name)) os.remove(name) hide(loadfile(name)) hide(pcall(dofile, name)) errors(loadfile, {}) errors(dofile, {}) write("return debug.getinfo(1, 'S').source:sub(1, 1), debug.getinfo(1, 'S').what") print(dofile(name)) os.remove(name)
-- _VERSION, _G
print(_VERSION, type(_G), _G._G == _G) print(unpack, loadstring, setfenv, table.getn, math.mod, string.gfind) 
local later = {} for name in ("warn utf8 coroutine.close coroutine.isyieldable math.maxinteger math.mininteger math.tointeger math.type math.ult string.pack string.packsize string.unpack table.move"):gmatch("%S+") do later[name] = true end
local names = {} for k in pairs(_G) do if not later[k] and k ~= "arg" and k ~= "_home" and k ~= "Memory" and k ~= "ext" and k ~= "names" then names[#names + 1] = k end end table.sort(names) print(table.concat(names, " "))
for _, lib in ipairs{"string", "table", "math", "bit32", "os", "io", "coroutine", "debug", "package"} do local members = {} for k, v in pairs(_G[lib]) do if k ~= "persistentTable" and not later[lib .. "." .. k] then members[#members + 1] = k .. ":" .. type(v) end end table.sort(members) print(lib, table.concat(members, " ")) end
