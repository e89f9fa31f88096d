-- Coroutines that yield in the middle of an operation of Lua.
local yield = coroutine.yield
local mt = {}
for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow", "unm", "len", "index", "concat", "call" } do
  mt["__" .. event] = function() return event .. "=" .. tostring(yield(event)) end
end
mt.__newindex = function(t, k, v) yield("newindex") rawset(t, k, v) end
mt.__eq = function() return yield("eq") end
mt.__lt = function() return yield("lt") end
local a, b = setmetatable({}, mt), setmetatable({}, mt)

local function operations()
  print(a + 1, 1 - a, a * a, a / 2, a % 2, a ^ 2, -a, #a, a.foo, a[1])
  print(a .. "x", "x" .. a, "p" .. a .. "q" .. b .. 3, a .. b .. a, a(1))
  a.k = 5
  print(rawget(a, "k"))
  print(a == b, a ~= b, a < b, a <= b, a > b, a >= b)
  if a == b then print "eq" else print "ne" end
  if a < b then print "lt" else print "ge" end
  if a <= b then print "le" else print "gt" end
  for x in function() return yield("iterator") end do print("step", x) end
  local ok, e = pcall(function() local sum = a + 1; error { sum } end)
  print(ok, e[1])
  print(xpcall(function() return a + 1 end, print))
  print(select("#", xpcall(function() local sum = a + 1; error(sum, 0) end, function(m) return m .. "!" end)))
  return "done"
end

local step = coroutine.wrap(operations)
local n, answer = 0, step()
while answer ~= "done" do
  n = n + 1
  io.write(n, " ", answer, "\n")
  answer = step(n % 3 ~= 0 and n or nil)
end

-- Own __le, and an error raised by a metamethod after a yield.
mt.__le = function() return yield("le") end
print(coroutine.wrap(function() return a <= b end)())
local co = coroutine.create(function() return a <= b end)
coroutine.resume(co)
print(coroutine.resume(co, false))
local bad = setmetatable({}, { __add = function(x) yield() error("late") end })
co = coroutine.create(function() return bad + 1 end)
print(coroutine.resume(co))
print(coroutine.resume(co))
print(coroutine.status(co))

-- Recursion through metamethods, and chains of built-in ones.
local deep = setmetatable({}, { __index = function(t, k) if k == 0 then return "bottom" end return t[k - 1] end })
print(deep[150])
local loop = setmetatable({}, { __index = function(t, k) return t[k + 1] end })
print((select(2, pcall(function() return loop[1] end))):match("stack overflow"))
local raw = setmetatable({}, { __concat = rawequal, __index = rawget, __len = rawlen, __eq = rawequal })
print(#raw, raw.x, raw .. raw, raw == setmetatable({}, getmetatable(raw)))
local count = setmetatable({}, { __call = function(self, n) if n == 0 then return "end" end return self(n - 1) end })
print(count(100000))
