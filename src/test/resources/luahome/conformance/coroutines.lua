-- 2.6, 6.2 Coroutines
local create, resume, yield, status, wrap, running = coroutine.create, coroutine.resume, coroutine.yield, coroutine.status, coroutine.wrap, coroutine.running
local co = create(function(a, b)
    print("start", a, b)
    local c = yield(a + b) print("got", c)
    local d, e = yield(c * 2) print("got", d, e)
    return "done", d + e
end)
print(status(co)) print(resume(co, 1, 2)) print(status(co)) print(resume(co, 10)) print(resume(co, 3, 4)) print(status(co)) print(resume(co)) print(resume(co, 1))
local gen = wrap(function() for i = 1, 3 do yield(i) end end)
print(gen(), gen(), gen(), gen()) print(pcall(gen)) print(pcall(gen))
local function iter(n) return wrap(function() for i = 1, n do yield(i, i * i) end end) end
for i, sq in iter(3) do print(i, sq) end
-- Errors
co = create(function() error("message") end) print(resume(co)) print(status(co)) print(resume(co))
co = create(function() error({code = 5}) end) local ok, e = resume(co) print(ok, type(e), e.code)
co = create(function() error() end) print(resume(co)) co = create(function() error("no position", 0) end) print(resume(co))
co = create(function() local x = nil + 1 end) print(resume(co)) co = create(function() undefinedFunction() end) print(resume(co))
print(pcall(wrap(function() error("in wrap") end))) print(pcall(wrap(function() error({}) end)) == false) print(select(2, pcall(wrap(function() error("plain", 0) end))))
local value = {} print(select(2, pcall(wrap(function() error(value) end))) == value)
-- Arguments
print(pcall(create)) print(pcall(create, 5)) print(pcall(wrap)) print(pcall(wrap, "x")) print(pcall(resume)) print(pcall(resume, 5)) print(pcall(status)) print(pcall(status, {}))
print(pcall(function() create() end)) print(pcall(function() coroutine.resume(1) end)) print(pcall(function() coroutine.wrap({}) end))
print(pcall(yield)) print(pcall(yield, 1)) print(pcall(function() coroutine.yield() end))
print(resume(create(print), 1, 2, nil)) print(resume(create(yield), 5)) print(resume(create(function(...) return select("#", ...), ... end), nil, nil))
-- Status and running
local main, isMain = running() print(type(main), isMain) 
co = create(function() local me, m = running() print(me == co, m, status(co)) print(status(main)) end) print(resume(co), status(co))
co = create(function() return resume(co) end) print(resume(co))
co = create(function() local inner = create(function() print(status(co)) end) resume(inner) end) resume(co)
print(resume(main)) co = create(function() return resume(main) end) print(resume(co))
local w w = wrap(function() return pcall(w) end) print(w())
-- Yield across pcall, metamethods, iterators, sort
co = create(function() local ok, v = pcall(function() local got = yield("inside pcall") error("after " .. got) end) yield(ok, v) return "end" end)
print(resume(co)) print(resume(co, "resume")) print(resume(co)) print(resume(co))
co = create(function() return xpcall(function() yield(1) error("x") end, function(m) return "handled: " .. m end) end) print(resume(co)) print(resume(co))
co = create(function() return pcall(pcall, pcall, yield, "deep") end) print(resume(co)) print(resume(co, "back"))
co = create(function() for k in function() return yield("iterator") end do print("loop", k) end end) print(resume(co)) print(resume(co, 1)) print(resume(co, nil))
-- Values through yield and resume
co = wrap(function(...) local n = select("#", ...) while true do n = select("#", yield(n)) end end) print(co(), co(1), co(nil, nil), co(1, 2, 3), co())
co = wrap(function() yield() yield(nil) yield(nil, nil) end) print(select("#", co()), select("#", co()), select("#", co()), select("#", co()))
-- Producers, filters
local function producer() return create(function() for _, v in ipairs{"one", "two"} do yield(v) end end) end
local function filter(p) return create(function() local n = 1 while true do local ok, v = resume(p) if not v then return end yield(n .. ":" .. v) n = n + 1 end end) end
local f = filter(producer()) while true do local ok, v = resume(f) if not v then break end print(v) end
local function permgen(a, n) n = n or #a if n <= 1 then yield(a) else for i = 1, n do a[n], a[i] = a[i], a[n] permgen(a, n - 1) a[n], a[i] = a[i], a[n] end end end
for p in wrap(function() permgen{1, 2, 3} end) do io.write(table.concat(p, ""), " ") end print()
local cos = {} for i = 1, 1000 do cos[i] = wrap(function() local s = i while true do s = s + yield(s) end end) cos[i]() end
local sum = 0 for i = 1, 1000 do sum = sum + cos[i](1) end print(sum)
local function fib(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end print(wrap(function() return fib(15) end)())
co = create(function() local function deep(n) if n == 0 then yield("bottom") return 0 end return 1 + deep(n - 1) end return deep(1000) end) print(resume(co)) print(resume(co))
local nest = function(n) local function go(k) if k == 0 then return "nested" end return wrap(function() return go(k - 1) end)() end return go(n) end print(nest(100))
-- Upvalues outlive the coroutine
local get co = wrap(function() local v = 1 get = function() v = v + 1 return v end yield() v = 100 end) co() print(get()) co() print(get())
-- goto, loops and closures across yields
co = wrap(function() local i = 0 ::top:: i = i + 1 yield(i) if i < 3 then goto top end return "out" end) print(co(), co(), co(), co())
print(select("#", table.unpack({wrap(function() return 1, nil, 3 end)()}, 1, 3)))
-- Stack overflow
print(select(2, resume(create(function() local function r() return 1 + r() end return r() end))):match("stack overflow"))
