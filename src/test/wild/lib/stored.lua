-- lua stored.lua MODULE… -- PROGRAM ARGUMENT…: runs a program with modules out of the workspace.
local at = 1
while arg[at] ~= "--" do
  package.loaded[arg[at]] = assert(_home.modules[arg[at]])
  at = at + 1
end
arg = { [0] = arg[at + 1], table.unpack(arg, at + 2) }
assert(loadfile(arg[0]))(table.unpack(arg))
