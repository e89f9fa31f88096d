package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import luahome.home.Eviction;
import luahome.home.Home;
import luahome.home.MemoryStore;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.text.SyntaxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaValue;

/** The library over a list that is too large for memory: each step does to it and to a plain table the same. */
class PagedLibraryTest {
    private static final String PREPARE = """
            paged, plain = {}, {}
            _home.list = paged
            local seed = 7
            local function value()
              seed = (seed * 1103515245 + 12345) % 2147483648
              return ("%010d"):format(seed) .. ("x"):rep(seed % 50)
            end
            for i = 1, 700 do local v = value() paged[i], plain[i] = v, v end
            ext.commit()
            function both(step) return step(paged), step(plain) end
            function compare()
              assert(#paged == #plain, "length")
              for i = -1, #plain + 2 do assert(paged[i] == plain[i], i) end
              local n, last = 0, 0
              for k, v in pairs(paged) do assert(plain[k] == v and k > last) n, last = n + 1, k end
              for k in pairs(plain) do n = n - 1 end
              assert(n == 0, "pairs")
              for i, v in ipairs(paged) do assert(plain[i] == v) n = i end
              for i in ipairs(plain) do n = n - 1 end
              assert(n == 0, "ipairs")
            end
            compare()
            """;

    private final Home home = Eviction.tiny(new MemoryStore());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LuaMachine machine = LuaMachine.create(
            home,
            new StandardStreams(InputStream.nullInputStream(), out, OutputStream.nullOutputStream()),
            new LuaMachine.Options(true));

    @AfterEach
    void close() {
        home.close();
    }

    private String printed(String code) throws SyntaxException {
        out.reset();
        machine.call(machine.compile(code.getBytes(StandardCharsets.UTF_8), "test"), LuaValue.NONE);
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table.insert(t, 'last')",
                "for i = 1, 20 do table.insert(t, 350, i) end",
                "table.insert(t, 1, 'first') table.insert(t, 1, 'before')",
                "for i = 1, 20 do r[i] = table.remove(t, 350) end",
                "for i = 1, 20 do r[i] = table.remove(t, 1) end",
                "while #t > 10 do r[#r + 1] = table.remove(t) end r[#r + 1] = #t",
                "while #t > 0 do t[#t] = nil end r[1] = #t r[2] = next(t)",
                "table.sort(t)",
                "table.sort(t, function(a, b) return a > b end)",
                "pcall(table.sort, t, function(a, b) calls = (calls or 0) + 1 return calls % 1000 == 0 and error('x') or a < b end)",
                "r[1] = table.concat(t, ',') r[2] = table.concat(t, '', 100, 300)",
                "r[1] = select('#', table.unpack(t)) r[2] = select(200, table.unpack(t, 100, 400))",
                "for k, v in pairs(t) do if k % 3 ~= 0 then t[k] = nil end end for k = #t, 700 do t[k] = k end",
                "for k, v in pairs(t) do t[k] = v .. '!' if k % 100 == 0 then ext.commit() end end",
                "for k in pairs(t) do t[k] = nil if k == 300 then break end end r[1] = next(t) for i = 1, 300 do t[i] = i end",
                "for i = 1, 300 do t[#t + 1] = #t if i % 7 == 0 then t[#t] = nil end end r[1] = #t",
            })
    void doesWhatItDoesToAPlainTable(String step) throws SyntaxException {
        String program = PREPARE + """
                local function run(t) local r = {} calls = nil %s return table.concat(r, ' ') end
                local one, other = both(run)
                assert(one == other, one .. ' ' .. other)
                compare()
                ext.commit()
                compare()
                print('done')""".formatted(step);
        assertEquals("done", printed(program));
        home.commit();
    }

    @Test
    void aFailedEntryLeavesTheListAsItWas() throws SyntaxException {
        printed(PREPARE);
        home.commit();
        printed("table.sort(paged) for i = 1, 100 do table.remove(paged, 1) end");
        assertNotEquals(0, home.rollback());
        printed("compare()");
    }
}
