-- lua store.lua MODULE…: keeps modules in the workspace.
local modules = arg
arg = nil
_home.modules = {}
for _, name in ipairs(modules) do _home.modules[name] = require(name) end
