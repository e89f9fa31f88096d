-- What suites written for lunit ask of it: test cases are modules or tables whose functions begin with "test".
local lunit = {}
local failures, tests = 0, 0

local function show(v) return type(v) == "string" and ("%q"):format(v) or tostring(v):gsub("0x%x+", "ADDRESS") end
local function check(holds, ...)
  if not holds then
    local parts = {}
    for i = 1, select("#", ...) do parts[i] = show((select(i, ...))) end
    error(table.concat(parts, " "), 3)
  end
end

function lunit.assert(v, m) check(v, "assert", v, m) return v end
function lunit.fail(m) error(m or "fail", 2) end
function lunit.assert_true(v, m) check(v == true, "true", v, m) return v end
function lunit.assert_false(v, m) check(v == false, "false", v, m) return v end
function lunit.assert_equal(e, v, m) check(e == v, "equal", e, v, m) return v end
function lunit.assert_not_equal(e, v, m) check(e ~= v, "not equal", e, v, m) return v end
function lunit.assert_match(p, v, m) check(type(v) == "string" and v:find(p), "match", p, v, m) end
function lunit.assert_nil(v, m) check(v == nil, "nil", v, m) end
function lunit.assert_not_nil(v, m) check(v ~= nil, "not nil", v, m) return v end
for _, t in ipairs { "string", "number", "table", "function", "boolean", "userdata", "thread" } do
  lunit["assert_" .. t] = function(v, m) check(type(v) == t, t, v, m) return v end
  lunit["is_" .. t] = function(v) return type(v) == t end
end
function lunit.assert_error(m, f)
  if f == nil then m, f = nil, m end
  local ok = pcall(f)
  check(not ok, "error", m)
end
function lunit.assert_pass(m, f)
  if f == nil then m, f = nil, m end
  local ok, e = pcall(f)
  check(ok, "pass", e, m)
end
lunit.assert_isnt_nil = lunit.assert_not_nil

function lunit.testcase(case)
  lunit.cases[#lunit.cases + 1] = case or getfenv and getfenv(2)
end
lunit.cases = {}

function lunit.run(name, case)
  local tests_here = {}
  for key, f in pairs(case) do
    if type(key) == "string" and key:lower():find("^test") and type(f) == "function" then tests_here[#tests_here + 1] = key end
  end
  table.sort(tests_here)
  for _, key in ipairs(tests_here) do
    if case.setup then case.setup() end
    local ok, e = pcall(case[key])
    if case.teardown then case.teardown() end
    tests, failures = tests + 1, failures + (ok and 0 or 1)
    print(ok and "ok" or "failed", name .. "." .. key, ok and "" or tostring(e):match("[^\n]*"))
  end
end
function lunit.summary() print(("%d tests, %d failed"):format(tests, failures)) end

_G.lunit, package.loaded.lunit = lunit, lunit
return lunit
