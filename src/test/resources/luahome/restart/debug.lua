local count, limit = 0, 10
function _home.step(
  by)
  count = count + by
  return count < limit
end
_home.peek = function() return count end
--- restart
local info = debug.getinfo(_home.step)
print(info.short_src, info.linedefined, info.lastlinedefined, info.what, info.nups, info.nparams)
print(debug.getupvalue(_home.step, 1), debug.getupvalue(_home.step, 2), debug.getupvalue(_home.step, 3))
print(debug.upvalueid(_home.step, 1) == debug.upvalueid(_home.peek, 1), debug.upvalueid(_home.step, 1) == debug.upvalueid(_home.step, 2))
print(debug.setupvalue(_home.step, 1, 100), _home.peek())
--- restart
print(_home.peek(), _home.step(1))
debug.upvaluejoin(_home.peek, 1, _home.step, 2)
print(_home.peek())
--- restart
print(_home.peek(), _home.step(1))
debug.setupvalue(_home.step, 1, nil)
print(pcall(_home.step, 1))
--- restart
print(_home.peek())
debug.upvaluejoin(_home.peek, 1, _home.step, 1)
error("taken back")
--- restart
print(_home.peek())
