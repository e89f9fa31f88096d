package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import luahome.home.Eviction;
import luahome.home.Home;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.text.SyntaxException;
import luahome.store.OpenMode;
import luahome.store.TableStore;
import luahome.store.workspace.PagedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.ZeroArgFunction;

/**
 * The same random Lua statements on a table in `_home` and on a plain one, with commits, rollbacks, eviction and
 * restarts mixed in; what they print and the tables they leave must be the same. Run more with {@code
 * -Dluahome.runs=200}, one again with {@code -Dluahome.seed=N}.
 */
class PersistentAgainstPlainTest {
    private static final int STEPS = 250;

    /** What the statements call; `hook` commits and evicts while the persistent table is worked on. */
    private static final String PRELUDE = """
            function copy(t, seen)
              if type(t) ~= "table" then return t end
              if seen[t] then return seen[t] end
              local c = {}
              seen[t] = c
              for k, v in pairs(t) do c[k] = copy(v, seen) end
              return c
            end
            function compare(a, b, ab, ba, path)
              if type(a) ~= "table" or type(b) ~= "table" then
                assert(a == b and type(a) == type(b), path .. ": " .. tostring(a) .. " ~= " .. tostring(b))
                return
              end
              assert(ab[a] == b and ba[b] == a or not ab[a] and not ba[b], path .. ": sharing differs")
              if ab[a] then return end
              ab[a] = b ba[b] = a
              for k, v in pairs(a) do compare(v, b[k], ab, ba, path .. "." .. tostring(k)) end
              for k, v in pairs(b) do assert(rawget(a, k) ~= nil, path .. "." .. tostring(k) .. " is missing") end
              for _, t in ipairs { a, b } do
                local n = #t
                assert((n == 0 or t[n] ~= nil) and t[n + 1] == nil, path .. ": no border")
              end
            end
            function sorted(t)
              local keys = {}
              for k in pairs(t) do keys[#keys + 1] = type(k) .. tostring(k) end
              table.sort(keys)
              return table.concat(keys, " ")
            end
            function size(k) return #tostring(k) + (tonumber(k) or 0) * 7 end
            function show(...)
              local out = {}
              for i = 1, select("#", ...) do
                local v = select(i, ...)
                out[i] = type(v) == "table" and "table" or tostring(v)
              end
              return table.concat(out, ",")
            end
            function fresh() return { l = { 3, 1, 2 }, m = { x = 1 }, n = {} } end
            """;

    private static final String[] STATEMENTS = {
        "t.m[$k] = $v",
        "t.n[$k] = $v",
        "t.m[$k] = nil",
        "t.m[$k] = t.n",
        "t.n[$k] = t.l",
        "t.m[$k] = { $v, { deep = $v }, me = t }",
        "t.n[$k] = t.n",
        "t.m, t.n = t.n, t.m",
        "t.n = { t.n[$k], old = t.m }",
        "rawset(t.m, $k, $v)",
        "return rawget(t.m, $k) == t.m[$k], rawequal(t.m, t.n), rawlen(t.l), #t.l",
        "table.insert(t.l, $i)",
        "if #t.l > 0 then table.insert(t.l, 1 + $i % #t.l, $i) end",
        "return table.remove(t.l)",
        "if #t.l > 0 then return table.remove(t.l, 1 + $i % #t.l) end",
        "t.l[#t.l + 1] = $i",
        "if #t.l > 0 then t.l[1 + $i % #t.l] = $i end",
        "for i = 1, $i % 40 do t.l[#t.l + 1] = i * 7 % 11 end",
        "table.sort(t.l)",
        "table.sort(t.l, function(a, b) return a > b end)",
        "return pcall(table.sort, t.l, function(a, b) if a == 7 then error('seven', 0) end return a < b end), #t.l",
        "return table.concat(t.l, ' '), table.concat(t.l, ',', 1, math.min(2, #t.l))",
        "return table.unpack(t.l)",
        "return select('#', table.unpack(t.l, 1, 5)), table.unpack(t.l, 2, 4)",
        "local s = 0 for i, v in ipairs(t.l) do s = s + i * v end return s",
        "local p = table.pack(table.unpack(t.l)) t.n.packed = p return p.n",
        "return next({}), next(t.l) == (#t.l > 0 and 1 or nil), next(t.m) == nil",
        "return sorted(t.m), sorted(t.n), sorted(t.l)",
        "for k in pairs(t.m) do t.m[k] = nil hook() end return next(t.m)",
        "local met = {} for k, v in pairs(t.n) do met[k] = true if size(k) % 3 == 0 then t.n[k] = nil "
                + "elseif size(k) % 3 == 1 then t.n[k] = '12' end hook() end return sorted(met)",
        "local met, k = {}, nil repeat k = next(t.m, k) if k ~= nil then met[k] = true hook() end until k == nil "
                + "return sorted(met)",
        "while #t.l > 3 do t.l[#t.l] = nil end",
        "t.m[$k] = ('x'):rep($i * 40)",
        "t.m.big = ('key'):rep(500) t.m[t.m.big] = $i return t.m[('key'):rep(500)]",
        "t.m[$k] = $i t.m[$k] = tostring($i) return type(t.m[$k])",
    };

    @TempDir
    Path directory;

    @Test
    void programsSeeNoDifference() {
        long only = Long.getLong("luahome.seed", -1);
        int runs = only >= 0 ? 1 : Integer.getInteger("luahome.runs", 8);
        for (long seed = only >= 0 ? only : 1; runs > 0; seed++, runs--) {
            try (Run run = new Run(directory.resolve("w" + seed), seed)) {
                run.go();
            } catch (AssertionError | RuntimeException | SyntaxException e) {
                throw new AssertionError("repeat with -Dluahome.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static final class Run implements AutoCloseable {
        private final Path workspace;
        private final Random random;
        private Home home;
        private LuaMachine machine;
        private LuaValue plain = LuaValue.NIL;
        private LuaValue committed = LuaValue.NIL;

        Run(Path workspace, long seed) {
            this.workspace = workspace;
            random = new Random(seed);
        }

        void go() throws SyntaxException {
            open();
            lua("_home.t = fresh()");
            plain = lua("return fresh()");
            commit();
            for (int step = 0; step < STEPS; step++) {
                int dice = random.nextInt(100);
                if (dice < 84) {
                    statement();
                } else if (dice < 90) {
                    commit();
                } else if (dice < 94) {
                    Eviction.evictAll(home);
                } else if (dice < 97) {
                    home.rollback();
                    plain = copy(committed);
                } else {
                    home.close();
                    open();
                    plain = copy(committed);
                }
                lua("compare(_home.t, ..., {}, {}, 't')", plain);
            }
        }

        private void open() throws SyntaxException {
            TableStore store = PagedStore.open(workspace, OpenMode.WRITE);
            home = random.nextBoolean() ? Eviction.tiny(store) : new Home(store);
            machine = LuaMachine.create(
                    home,
                    new StandardStreams(
                            InputStream.nullInputStream(),
                            OutputStream.nullOutputStream(),
                            OutputStream.nullOutputStream()),
                    new LuaMachine.Options(true, workspace));
            lua(PRELUDE);
        }

        private void statement() throws SyntaxException {
            String code = "local t = ... return show((function() " + fill(STATEMENTS[random.nextInt(STATEMENTS.length)])
                    + " end)())";
            boolean[] committing = {false};
            machine.globals().rawset("hook", new ZeroArgFunction() {
                @Override
                public LuaValue call() {
                    if (random.nextInt(4) == 0) {
                        home.commit();
                        committing[0] = true;
                        Eviction.evictAll(home);
                    }
                    return LuaValue.NIL;
                }
            });
            String persistent = result(code, lua("return _home.t"));
            machine.globals().rawset("hook", lua("return function() end"));
            assertEquals(result(code, plain), persistent, code);
            if (committing[0]) {
                commit();
            }
        }

        private String result(String code, LuaValue table) throws SyntaxException {
            try {
                return lua(code, table).tojstring();
            } catch (LuaError e) {
                return "error " + e.getMessage();
            }
        }

        private String fill(String statement) {
            StringBuilder out = new StringBuilder();
            for (int at = 0; at < statement.length(); at++) {
                if (statement.charAt(at) != '$') {
                    out.append(statement.charAt(at));
                    continue;
                }
                at++;
                switch (statement.charAt(at)) {
                    case 'k' ->
                        out.append(pick(
                                "1",
                                "2",
                                "3",
                                "4",
                                "-1",
                                "0",
                                "2.5",
                                "1e10",
                                "true",
                                "false",
                                "'x'",
                                "'1'",
                                "''",
                                "'a key'",
                                "'\\0\\255'"));
                    case 'v' -> out.append(pick("0", "1.5", "'s'", "'7'", "false", "true", "-3", "1e300", "'\\0'"));
                    default -> out.append(random.nextInt(100));
                }
            }
            return out.toString();
        }

        private String pick(String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        private void commit() throws SyntaxException {
            home.commit();
            committed = copy(plain);
        }

        private LuaValue copy(LuaValue table) throws SyntaxException {
            return lua("return copy(..., {})", table);
        }

        private LuaValue lua(String code, LuaValue... args) throws SyntaxException {
            return machine.call(
                            machine.compile(code.getBytes(StandardCharsets.UTF_8), "property"),
                            LuaValue.varargsOf(args))
                    .arg1();
        }

        @Override
        public void close() {
            home.close();
        }
    }
}
