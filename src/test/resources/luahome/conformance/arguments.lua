-- Section 6: each function with each kind of argument, alone and before another one; a line per function and first one,
-- in which a tilde stands for the same outcome as before
local pcall, select, tostring, type, sort = pcall, select, tostring, type, table.sort
local concat, write, gsub, format = table.concat, io.write, string.gsub, string.format
local routine, none = coroutine.create(print), {}
local function firsts() return {none, "", "a", "10", 0, -1, 1.5, 2^31, 2^53, -1e300, true, {}, {1, 2, 3}, print, routine} end
local function seconds() return {none, "a", 2, -1, 2^53, {}, print} end
local names = {"nil", "''", "'a'", "'10'", "0", "-1", "1.5", "2^31", "2^53", "-1e300", "true", "{}", "{1,2,3}", "print", "thread"}
local function show(v)
  if type(v) == "table" then local n = 0 for _ in next, v do n = n + 1 end return "table of " .. n end
  if type(v) == "string" then return format("%q", v) end
  if v == 0 then return "0" end
  return type(v) == "function" and "function" or type(v) == "thread" and "thread" or tostring(v)
end
local function outcome(ok, ...)
  if not ok then return (gsub(gsub(tostring((...)), "bad argument (#%d) to '[%w_.?]+'", "%1"), " expected, got", ", not")) end
  local shown, n = {}, select("#", ...)
  for i = 1, n < 4 and n or 4 do shown[i] = show((select(i, ...))) end
  return concat(shown, " ") .. (n > 4 and " and more" or "")
end
local function pick(list, i) local v = list[i] if v == none then return nil end return v end
-- Left out: what ends the program, waits, makes files, tells of the machine, differs as the README says, or is of later Lua
local skipped = {} for name in ([[_G.collectgarbage _G.dofile _G.loadfile _G.module _G.print _G.require _G.load _G.loadstring _G.unpack
  coroutine.running coroutine.yield debug.debug debug.gethook debug.getinfo debug.getlocal debug.getregistry debug.sethook debug.setlocal
  debug.setmetatable debug.traceback io.close io.input io.lines io.open io.output io.popen io.read io.tmpfile io.write math.random math.randomseed
  os.clock os.date os.execute os.exit os.getenv os.remove os.rename os.setlocale os.time os.tmpname package.loadlib
  package.seeall string.dump
  _G.warn coroutine.close coroutine.isyieldable math.tointeger math.type math.ult string.pack string.packsize string.unpack table.move]]):gmatch("%S+") do skipped[name] = true end
local functions = {}
for _, library in ipairs{"_G", "bit32", "coroutine", "debug", "io", "math", "os", "package", "string", "table"} do
  for name, member in pairs(_G[library]) do
    if type(member) == "function" and not skipped[library .. "." .. name] and name ~= "persistentTable" then functions[#functions + 1] = {library .. "." .. name, member} end
  end
end
sort(functions, function(a, b) return a[1] < b[1] end)
for _, entry in ipairs(functions) do
  local name, f = entry[1], entry[2]
  print(name, outcome(pcall(f)))
  for i = 1, #names do
    local line = {outcome(pcall(f, pick(firsts(), i)))}
    for j = 1, 7 do
      if not (name == "string.rep" and j == 5) then line[#line + 1] = outcome(pcall(f, pick(firsts(), i), pick(seconds(), j))) end
    end
    local told = {}
    for j, outcome in ipairs(line) do told[j] = outcome == line[j - 1] and "~" or outcome end
    print(name .. " " .. names[i], (gsub(concat(told, " "), " ~%f[ %z]", "~")))
  end
end
