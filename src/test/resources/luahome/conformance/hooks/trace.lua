-- Runs the program that the global `traced` names and prints, in place of its output, all calls, returns and lines.
local chunk = assert(loadfile(traced))
local events, print = {}, print
_G.print = function() end
io.write = _G.print
debug.sethook(function(event)
  local at = debug.getinfo(2, "Sl")
  if at.what ~= "C" and at.source == "@" .. traced then events[#events + 1] = event .. " " .. at.currentline end
end, "crl")
local ok, message = pcall(chunk)
debug.sethook()
print(ok, message, #events)
print(table.concat(events, "\n"))
