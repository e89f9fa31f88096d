package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import luahome.lua.text.SyntaxException;
import org.junit.jupiter.api.Test;

class WeakTableTest {
    /** Collects until a condition holds, a bounded number of times. */
    private static final String COLLECT = """
            local function collect(done)
              for i = 1, 50 do collectgarbage() if done() then return true end end
              return false
            end
            local function count(t) local n = 0 for k, v in pairs(t) do n = n + 1 end return n end
            """;

    private final TestMachine lua = new TestMachine();

    private String printed(String code) throws SyntaxException {
        lua.run(COLLECT + code);
        return lua.output();
    }

    @Test
    void weakKeysVanishWithTheirEntries() throws Exception {
        assertEquals("4\ttrue\t3\nkept\tyes\tnumber\n", printed("""
                local t = setmetatable({}, { __mode = "k" })
                local kept = {}
                t[kept] = "kept"  t.x = "yes"  t[1] = "number"
                t[{}] = "gone"
                print(count(t), collect(function() return count(t) == 3 end), count(t))
                print(t[kept], t.x, t[1])
                """));
    }

    @Test
    void weakValuesVanishButNotStringsAndNumbers() throws Exception {
        assertEquals("true\t3\ttrue\ttext\t42\ttrue\n", printed("""
                local t = setmetatable({}, { __mode = "v" })
                local kept = function() end
                t.kept, t.text, t.number = kept, "te" .. "xt", 42
                t.table, t.closure, t.coroutine = {}, function() return t end, coroutine.create(print)
                print(collect(function() return count(t) == 3 end), count(t), t.kept == kept, t.text, t.number,
                  t.table == nil and t.closure == nil and t.coroutine == nil)
                """));
    }

    @Test
    void aListOfWeakValuesShrinks() throws Exception {
        assertEquals("10\ttrue\tnil\t1\n", printed("""
                local t = setmetatable({}, { __mode = "v" })
                local first = {}
                for i = 1, 10 do t[i] = i == 1 and first or {} end
                print(#t, collect(function() return #t == 1 end), next(t, 1), #t)
                t[#t + 1] = {}
                assert(rawequal(t[1], first))
                """));
    }

    @Test
    void bothSidesCanBeWeak() throws Exception {
        assertEquals("true\t1\n", printed("""
                local t = setmetatable({}, { __mode = "kv" })
                local key, value = {}, {}
                t[key] = value  t[{}] = value  t[key] = value  t[value] = {}  t[{}] = {}
                print(collect(function() return count(t) == 1 end), count(t))
                """));
    }

    @Test
    void anEntryWhoseValueAloneLeadsToItsKeyGoes() throws Exception {
        assertEquals("true\t3\n0\tkept\tnumber\n", printed("""
                local t = setmetatable({}, { __mode = "k" })
                local kept, other = {}, function() end
                local function fill()
                  local a, f, co = {}, nil, coroutine.create(print)
                  f = function() return f, a end
                  t[a] = a  t[f] = f  t[co] = { co }
                  local b, c = {}, {}
                  t[b] = { c }  t[c] = function() return b end
                  t[{}] = t
                end
                fill()
                t[kept] = { kept, "kept" }  t[other] = { other, 0 }  t[t] = 1
                print(collect(function() return count(t) == 3 end), count(t))
                print(t[other][2], t[kept][2], type(t[t]))
                """));
    }

    @Test
    void aCycleThroughSeveralTablesWithWeakKeysGoes() throws Exception {
        assertEquals("true\n", printed("""
                local ts = {}
                for i = 1, 5 do ts[i] = setmetatable({}, { __mode = "k" }) end
                do
                  local keys = {}
                  for i = 1, 5 do keys[i] = {} end
                  for i = 1, 5 do ts[i][keys[i]] = { next = keys[i % 5 + 1] } end
                end
                print(collect(function()
                  for i = 1, 5 do if next(ts[i]) then return false end end
                  return true
                end))
                """));
    }

    @Test
    void aKeyKeepsItsLatestValueInEachTable() throws Exception {
        assertEquals("false\t2\t3\nnil\t3\ntrue\n", printed("""
                local t, u = setmetatable({}, { __mode = "k" }), setmetatable({}, { __mode = "k" })
                local gone = setmetatable({}, { __mode = "v" })
                local key = {}
                t[key] = { 1 }  gone[1] = t[key]
                t[key] = { 2 }  u[key] = { 3 }
                print(not collect(function() return gone[1] == nil end), t[key][1], u[key][1])
                t[key] = nil  collectgarbage()
                print(t[key], u[key][1])
                gone[2] = u[key]  u = nil
                print(collect(function() t[key] = {} return gone[2] == nil end))
                """));
    }

    @Test
    void settingTheMetatableConvertsAFilledTable() throws Exception {
        assertEquals("3\n3\ttrue\t1\n2\ttrue\n", printed("""
                local t = { {}, x = {}, [print] = {} }
                local keep = t[1]
                setmetatable(t, {}) print(count(t))
                setmetatable(t, { __mode = "v" })
                print(3, collect(function() return count(t) == 1 end), count(t))
                setmetatable(t, nil)
                t[{}] = {}
                collectgarbage()
                print(count(t), t[1] == keep)
                """));
    }

    @Test
    void entriesCanBeReplacedAndRemovedDuringIteration() throws Exception {
        assertEquals("1000\t0\t1000\n", printed("""
                local t, keys = setmetatable({}, { __mode = "k" }), {}
                for i = 1, 1000 do keys[i] = {} t[keys[i]] = 0 t[keys[i]] = i end
                local seen = 0
                for k, v in pairs(t) do assert(keys[v] == k) seen = seen + 1 t[k] = nil end
                local left = count(t)
                for i = 1, 1000 do t[keys[i]] = i end
                print(seen, left, count(t))
                """));
    }

    @Test
    void aTableOfMillionsOfDeadKeysStaysSmall() throws Exception {
        assertEquals("true\n", printed("""
                local t = setmetatable({}, { __mode = "k" })
                for i = 1, 300000 do t[{}] = i if i % 100000 == 0 then collectgarbage() end end
                print(collect(function() return count(t) == 0 end))
                """));
    }
}
