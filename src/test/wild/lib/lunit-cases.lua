-- Runs files of test cases for lunit, which are modules of Lua 5.1: lua lunit-cases.lua FILE…
local lunit = require "lunit"

package.seeall = function(m) setmetatable(m, { __index = _G }) end
function module(name, ...)
  local m = package.loaded[name] or {}
  package.loaded[name] = m
  m._M, m._NAME = m, name
  for _, option in ipairs { ... } do option(m) end
  debug.setupvalue(debug.getinfo(2, "f").func, 1, m)
end

for _, file in ipairs(arg) do
  local chunk = assert(loadfile(file))
  local first = #lunit.cases
  chunk(file)
  for i = first + 1, #lunit.cases do lunit.run(lunit.cases[i]._NAME, lunit.cases[i]) end
end
lunit.summary()
