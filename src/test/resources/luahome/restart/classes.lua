local Point = {}
Point.__index = Point
function Point.new(x, y) return setmetatable({ x = x, y = y }, Point) end
function Point:length() return math.sqrt(self.x ^ 2 + self.y ^ 2) end
_home.Point = Point
_home.p = Point.new(3, 4)
local Animal = {} Animal.__index = Animal
local Dog = setmetatable({}, { __index = Animal }) Dog.__index = Dog
local Puppy = setmetatable({}, { __index = Dog }) Puppy.__index = Puppy
function Animal:name() return self.called end
function Dog:speak() return self:name() .. " barks" end
function Puppy:speak() return Dog.speak(self) .. " softly" end
_home.rex = setmetatable({ called = "Rex" }, Dog)
_home.tiny = setmetatable({ called = "Tiny" }, Puppy)
--- restart
print(_home.p:length(), getmetatable(_home.p) == _home.Point, _home.Point.new(6, 8):length())
print(_home.rex:speak(), _home.tiny:speak(), rawget(_home.tiny, "speak"))
_home.q = _home.Point.new(1, 1)
function _home.Point:move(dx) self.x = self.x + dx end
--- restart
print(getmetatable(_home.q) == getmetatable(_home.p))
_home.q:move(5)
--- restart
print(_home.q.x, _home.q:length() > 6)
setmetatable(_home.q, nil)
print(pcall(function() return _home.q:length() end))
--- restart
print(getmetatable(_home.q), _home.q.x)
setmetatable(_home.q, { __index = { extra = "found" } })
--- restart
print(_home.q.extra, _home.q.x)
setmetatable(_home.q, { __index = function() return "new" end })
error("not kept")
--- restart
print(_home.q.extra, _home.q.nothing)
local node = setmetatable({}, {})
getmetatable(node).__index = node
getmetatable(node).owner = node
_home.cycle = node
--- restart
print(getmetatable(_home.cycle).owner == _home.cycle, getmetatable(_home.cycle).__index == _home.cycle)
