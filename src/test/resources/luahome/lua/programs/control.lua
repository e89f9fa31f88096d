-- if, while, repeat, for, goto, break, scopes
for i = 1, 3 do io.write(i, " ") end print()
for i = 3, 1, -1 do io.write(i, " ") end print()
for i = 1, 2, 0.5 do io.write(i, " ") end print()
for i = 1, 0 do print("never") end
for i = 10, 1 do print("never") end
for i = 1.5, 3 do io.write(i, " ") end print()
for i = "1", "3" do io.write(i, " ") end print()
for i = 2147483645, 2147483649 do io.write(i, " ") end print()
for i = math.huge, 1 do print("never") end
for i = 1, 3 do local j = i; i = 10; io.write(j, ":", i, " ") end print()
local n = 0
while n < 5 do n = n + 1; if n == 3 then break end end
print(n)
repeat local k = n; n = n + 1 until k >= 5
print(n)
do local i = 1
  ::top::
  if i <= 3 then io.write(i, " "); i = i + 1; goto top end
  print()
end
for i = 1, 3 do
  for j = 1, 3 do
    if j == 2 then goto continue end
    io.write(i, "-", j, " ")
    ::continue::
  end
end
print()
local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 1; return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]())
do
  local i = 1
  local gs = {}
  while i <= 3 do local j = i; gs[i] = function() j = j * 2; return j end; i = i + 1 end
  print(gs[1](), gs[1](), gs[2](), gs[3]())
  local hs = {}
  do
    local k = 0
    ::again::
    local x = k
    hs[#hs + 1] = function() x = x + 10; return x end
    k = k + 1
    if k < 3 then goto again end
  end
  print(hs[1](), hs[2](), hs[3](), hs[1]())
  local rs = {}
  local q = 0
  repeat local z = q; rs[#rs + 1] = function() return z end; q = q + 1 until z >= 2
  print(rs[1](), rs[2](), rs[3]())
end
for k, v in pairs({ "a", "b", "c" }) do io.write(k, v, " ") end print()
for k, v in ipairs({ 1, 2, nil, 4 }) do io.write(k, "=", v, " ") end print()
for k, v in next, { x = 1 } do print(k, v) end
local function range(n) local i = 0; return function() i = i + 1; if i <= n then return i, i * i end end end
for i, sq in range(4) do io.write(i, ":", sq, " ") end print()
for w in string.gmatch("one two three", "%a+") do io.write(w, ".") end print()
local mt = setmetatable({}, { __call = function(self, s, c) if (c or 0) < 3 then return (c or 0) + 1 end end })
for v in mt do io.write(v, " ") end print()
if nil then print(1) elseif false then print(2) else print(3) end
local function f(x) if x then return "t" else return "f" end end
print(f(1), f(nil), f(false), f(0))
print(#"" == 0 and "empty", not nil == true, not 0)
