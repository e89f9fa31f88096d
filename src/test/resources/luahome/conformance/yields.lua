-- 2.6 Yields from within metamethods and iterators
local create, resume, yield = coroutine.create, coroutine.resume, coroutine.yield
local co
local mt = {__add = function(a, b) return yield("add") end, __index = function(t, k) return yield("index " .. k) end, __call = function(self, x) return yield("call " .. x) end,
    __newindex = function(t, k, v) yield("newindex " .. k) end, __eq = function() return yield("eq") end, __lt = function() return yield("lt") end, __le = function() return yield("le") end,
    __concat = function() return yield("concat") end, __len = function() return yield("len") end, __unm = function() return yield("unm") end}
co = create(function() local t, u = setmetatable({}, mt), setmetatable({}, mt)
    print("results", t + 1, t.key, t(5), #t, -t, t .. "x", "x" .. t, t == u, t < u, t <= u, not (t < u)) t.new = 1 if t < u then print("less") else print("not less") end return "end" end)
for i = 1, 14 do print(resume(co, i ~= 12 and "r" .. i or false)) end
