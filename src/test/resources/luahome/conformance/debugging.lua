-- 6.10 The debug library
local function errors(f, ...) print(pcall(f, ...)) end
local function f(a, b, ...) local c = 1 local info = debug.getinfo(1, "nSlutf") return info end
local i = f(1) print(i.name, i.namewhat, i.what, i.short_src, i.source, i.linedefined, i.lastlinedefined, i.currentline, i.nups, i.nparams, i.isvararg, i.istailcall, i.func == f)
i = debug.getinfo(f) print(i.name, i.namewhat, i.what, i.short_src, i.source, i.linedefined, i.lastlinedefined, i.currentline, i.nups, i.nparams, i.isvararg, i.istailcall, i.func == f)
i = debug.getinfo(print) print(i.name, i.namewhat, i.what, i.short_src, i.source, i.linedefined, i.lastlinedefined, i.currentline, i.nups, i.nparams, i.isvararg, i.func == print)
i = debug.getinfo(1) print(i.name, i.namewhat, i.what, i.short_src, i.currentline, i.linedefined, i.isvararg, i.nparams) print(debug.getinfo(1, "l").currentline, debug.getinfo(1, "S").what, debug.getinfo(100), debug.getinfo(1, "n").name) print(debug.getinfo(0, "n").name, debug.getinfo(0, "S").what)
local function caller() return debug.getinfo(2, "nl") end local function outer() local r = caller() return r end i = outer() print(i.name, i.namewhat, i.currentline) local t = {method = function() local r = debug.getinfo(1, "n") return r end} i = t.method() print(i.name, i.namewhat) i = t:method() print(i.name, i.namewhat) function globalFn() local r = debug.getinfo(1, "n") return r end i = globalFn() print(i.name, i.namewhat) i = (function() local r = debug.getinfo(1, "n") return r end)() print(i.name, i.namewhat) local function tail() return debug.getinfo(1, "t").istailcall end local function callsTail() return tail() end print((callsTail()), (tail()))
local lines = {} for l in pairs(debug.getinfo(f, "L").activelines) do lines[#lines + 1] = l end table.sort(lines) print(table.concat(lines, " ")) local function multi(a)
    local b = a
    if b then

        b = b + 1
    end
    return b
end lines = {} for l in pairs(debug.getinfo(multi, "L").activelines) do lines[#lines + 1] = l end table.sort(lines) print(table.concat(lines, " "), debug.getinfo(multi, "S").linedefined, debug.getinfo(multi, "S").lastlinedefined) print(debug.getinfo(print, "L").activelines)
errors(debug.getinfo) errors(debug.getinfo, {}) errors(debug.getinfo, "x") errors(debug.getinfo, 1, "X") errors(debug.getinfo, 1, {}) errors(debug.getinfo, -1) errors(debug.getinfo, 1, ">S") print(debug.getinfo(2^31)) print(next(debug.getinfo(1, "")))
i = load("return debug.getinfo(1)", "=name")() print(i.source, i.short_src, i.what) i = load("return debug.getinfo(1)", "@file.lua")() print(i.source, i.short_src) i = load("return debug.getinfo(1)")() print(i.source, i.short_src) i = load("return debug.getinfo(1)", ("x"):rep(100))() print(i.source == ("x"):rep(100), i.short_src)
-- getlocal, setlocal
do local a, b = 1, "two" print(debug.getlocal(1, 1)) local n, names = 1, {} while true do local name, v = debug.getlocal(1, n) if not name then break end names[#names + 1] = name n = n + 1 end print(table.concat(names, " ")) end
local function locals(x, y, ...) local z = 3 local out = {} for n = 1, 5 do local name, v = debug.getlocal(1, n) out[n] = tostring(name) .. "=" .. (type(v) == "table" and "table" or tostring(v)) end print(table.concat(out, " ")) print(debug.getlocal(1, -1)) print(debug.getlocal(1, -2)) print(debug.getlocal(1, -3)) print(debug.setlocal(1, 1, "changed"), x) print(debug.setlocal(1, 100, 1)) print(debug.setlocal(1, -1, "vararg"), ...) end locals(1, 2, "v1", "v2")
print(debug.getlocal(locals, 1), debug.getlocal(locals, 2), debug.getlocal(locals, 3), debug.getlocal(print, 1)) errors(debug.getlocal) errors(debug.getlocal, 1) errors(debug.getlocal, 100, 1) errors(debug.getlocal, 1, "x") errors(debug.setlocal, 100, 1, 1) errors(debug.setlocal, 1, 1) errors(debug.getlocal, {}, 1)
-- Upvalues
local up1, up2 = 1, 2 local function uses() up1 = up1 + 1 return up1, up2 end print(debug.getupvalue(uses, 1)) print(debug.getupvalue(uses, 2)) print(debug.getupvalue(uses, 3)) print(debug.setupvalue(uses, 2, "new"), up2) print(debug.setupvalue(uses, 5, 1)) print(debug.getupvalue(print, 1)) print(debug.getupvalue(string.gmatch("x", "x"), 1)) errors(debug.getupvalue) errors(debug.getupvalue, 5, 1) errors(debug.getupvalue, uses) errors(debug.setupvalue, uses, 1) errors(debug.getupvalue, uses, "x")
local function share1() return up1 end local function share2() return up1, up2 end print(debug.upvalueid(uses, 1) == debug.upvalueid(share1, 1), debug.upvalueid(uses, 1) == debug.upvalueid(uses, 2), type(debug.upvalueid(uses, 1))) errors(debug.upvalueid, uses, 10) errors(debug.upvalueid, 5, 1) debug.upvaluejoin(share1, 1, share2, 2) print(share1()) errors(debug.upvaluejoin, share1, 5, share2, 1) errors(debug.upvaluejoin, share1, 1, share2, 5) errors(debug.upvaluejoin, print, 1, share2, 1) errors(debug.upvaluejoin, share1, 1, print, 1) errors(debug.upvaluejoin, share1) print(debug.getupvalue(load("return x"), 1) == "_ENV", (debug.getupvalue(load("return 1"), 1)))
-- Metatables, registry, user values
print(debug.getmetatable("").__index == string, debug.getmetatable({}), debug.getmetatable(1), debug.setmetatable({}, nil) ~= nil) local protected = setmetatable({}, {__metatable = "no"}) print(type(debug.getmetatable(protected)), debug.setmetatable(protected, nil) == protected, getmetatable(protected)) errors(debug.getmetatable) errors(debug.setmetatable) errors(debug.setmetatable, {}) errors(debug.setmetatable, {}, 5) print(type(debug.getregistry()), debug.getuservalue(5), debug.getuservalue(io.stdout), debug.getuservalue()) errors(debug.setuservalue) errors(debug.setuservalue, 5, {}) errors(debug.setuservalue, io.stdout, 5)
-- The ID of an upvalue is light userdata
do
  local x, y = 1, 2
  local function f() return x end
  local function g() return x, y end
  print(type(debug.upvalueid(f, 1)), debug.upvalueid(f, 1) == debug.upvalueid(g, 1), debug.upvalueid(g, 1) == debug.upvalueid(g, 2))
  print(select(2, pcall(debug.setuservalue, debug.upvalueid(f, 1), {})))
  print(debug.getuservalue(debug.upvalueid(f, 1)))
end
-- A dump that is cut off, and one behind a first line
do
  local dump = string.dump(function() return 7 end)
  print(load(dump:sub(1, 10), "=x")) print(load(dump:sub(1, #dump - 3), "=x")) print(load("\27Lua", "=x"))
  local name = os.tmpname()
  for _, first in ipairs {"#!lua\n", "# a line\r\n", "#\n"} do
    local file = io.open(name, "wb")
    file:write(first, dump) file:close()
    print(dofile(name), loadfile(name, "b") ~= nil, (loadfile(name, "t")))
  end
  os.remove(name)
end
