local t = { 1, 2, 3, x = "y", ["key with space"] = true, [10] = "ten", [1.5] = "f", [true] = "b" }
print(#t, t.x, t["key with space"], t[10], t[1.5], t[true], t[4], t[1.0])
t[#t + 1] = 4 print(#t) t[#t] = nil print(#t)
table.insert(t, "end") table.insert(t, 1, "start") print(table.concat(t, ",", 1, 5))
print(table.remove(t), table.remove(t, 1), #t, table.remove({}), table.remove({}, 0))
print(table.concat({ 1, 2.5, "x" }, "-"), table.concat({}), table.concat({ 1, 2, 3 }, ",", 2), table.concat({ 1, 2, 3 }, ",", 3, 2))
local function sorted(list, f) table.sort(list, f) return table.concat(list, " ") end
print(sorted { 5, 2, 8, 1, 9, 3 }, sorted { "b", "a", "C" }, sorted({ 5, 2, 8 }, function(a, b) return a > b end), sorted {}, sorted { 1 })
local big = {} for i = 1, 1000 do big[i] = (i * 7919) % 1009 end table.sort(big)
local ok = true for i = 2, #big do ok = ok and big[i - 1] <= big[i] end print(ok, big[1], big[1000])
local h = {} for i = 10, 1, -1 do h[i] = 11 - i end table.sort(h) print(table.concat(h, ","))
print(pcall(table.sort, { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, function() return true end))
print(next({}), next({ 5 }), type(next), rawequal(t, t), rawlen({ 1, 2 }), rawget(t, "x"), rawset(t, "z", 1) == t, t.z)
local keys = {} for k in pairs({ a = 1, b = 2, c = 3, 10, 20 }) do keys[#keys + 1] = tostring(k) end table.sort(keys) print(table.concat(keys, ","))
local del = {} for i = 1, 100 do del["k" .. i] = i end
local n = 0 for k, v in pairs(del) do del[k] = nil; n = n + 1 end print(n, next(del))
local x = {} x[1] = "a" x["1"] = "b" x[1.0] = "c" print(x[1], x["1"])
x = 1; x = "10"; print(x, type(x))
y = 1; y = "10"; print(y, type(y)) y = 2.5; y = "3.5" print(y, type(y))
local s = {} s.v = 1 s.v = "10" print(s.v, type(s.v)) s[1.5] = 2 s[1.5] = "7" print(s[1.5], type(s[1.5]))
print(#table.pack(1, 2, 3), table.pack().n, select("#", table.unpack({}, 1, 3)), table.unpack({ 1, 2, 3 }, -1, 1))
print(2 ^ 53 == 2 ^ 53 + 1, ({ [2 ^ 53] = "big" })[2 ^ 53], ({ [-1] = "neg" })[-1], ({ [0] = "zero" })[0])
local nested = { { { "deep" } } } print(nested[1][1][1], #nested, #nested[1])
local w = {} for i = 1, 10 do w[i] = i end for i = 1, 10 do w[i] = nil end print(#w, next(w))
print(pcall(next, {}, "nope")) print(#"\0\0", ("\0a"):byte(1, 2))
local t3 = { n = 0, 1, 2, [3] = 3, 4 } print(t3[3], #t3)
-- A nil in front of other values of a constructor does not end the list
do
local function pass(...) return ... end print(#{1,nil,3}, #{nil,2}, #{n=1,nil,nil,3}, #{pass(nil,2)}, #{1,pass(nil,3)}, #{pass(nil,nil,nil,4)}, #table.pack(nil,2), select("#", table.unpack({pass(nil,2)})), #{nil,nil,pass(1)}, #{nil,pass()})
local t = {1,2} t[4] = 4 print(#t) t = {pass(1,2)} t[4] = 4 print(#t) t = {1,2,3,nil} t[5]=5 print(#t) t = {pass(nil, nil)} print(#t) t[1] = 1 print(#t)
t = {1,2,3} t[2] = nil print(#t) t[3] = nil print(#t) t = {pass(1,nil,3)} t[3] = nil print(#t) t = {pass(1,2,nil,nil)} print(#t) t[4] = 1 print(#t)
t = {n = 1, pass(nil, 2)} print(#t) local n = 0 for k in pairs(t) do n = n + 1 end print(n)
end
