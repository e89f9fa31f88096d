-- What suites use of the file system, by the commands of the shell, since libraries in C are not for us.
local lfs = {}

local function quoted(path) return "'" .. path:gsub("'", "'\\''") .. "'" end

local function output(command)
  local pipe = io.popen(command .. " 2>/dev/null")
  local text = pipe:read("*a")
  pipe:close()
  return (text:gsub("\n$", ""))
end

function lfs.currentdir() return output("pwd") end

function lfs.attributes(path, what)
  local kind, size, time = output("stat -L -c '%F|%s|%Y' " .. quoted(path)):match("([^|]*)|([^|]*)|(.*)")
  if not kind then return nil, "cannot obtain information from file '" .. path .. "': No such file or directory", 2 end
  local all = { mode = kind:find("directory") and "directory" or "file", size = tonumber(size),
    modification = tonumber(time), access = tonumber(time), change = tonumber(time) }
  if type(what) == "string" then return all[what] end
  return all
end
lfs.symlinkattributes = lfs.attributes

function lfs.dir(path)
  local names = output("ls -a " .. quoted(path))
  return names:gmatch("[^\n]+")
end

local function done(command)
  if os.execute(command .. " 2>/dev/null") then return true end
  return nil, "the command failed", 1
end

function lfs.mkdir(path) return done("mkdir " .. quoted(path)) end
function lfs.rmdir(path) return done("rmdir " .. quoted(path)) end
function lfs.touch(path) return done("touch " .. quoted(path)) end

return lfs
