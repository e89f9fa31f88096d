package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a small heap, more tables are touched than fit: clean ones leave the heap and come back. */
class EvictionIT {
    private static final int TABLES = 30_000;

    /** About 90 MB of strings, all different, in as many tables. */
    private static final String FILL = """
            _home.all = {}
            for i = 1, %d do
                _home.all[i] = { id = i, text = ('%%06d '):format(i):rep(430) }
                if i %% 500 == 0 then ext.commit() end
            end
            print(#_home.all)
            """.formatted(TABLES);

    private static final String ITERATE = """
            local n, sum, first = 0, 0, _home.all[1]
            for i, entry in pairs(_home.all) do
                assert(entry.id == i and #entry.text == 7 * 430 and entry.text:sub(1, 7) == ('%%06d '):format(i))
                n = n + 1
                sum = sum + entry.id
                if i %% 1000 == 0 then entry.seen = true end
            end
            assert(rawequal(first, _home.all[1]) and first.id == 1)
            print(n, sum == %d * (%d + 1) / 2)
            """.formatted(TABLES, TABLES);

    private static final String READ_AT_RANDOM = """
            local i = 1
            for step = 1, 20000 do
                i = (i * 7919 + 13) %% %d + 1
                local entry = _home.all[i]
                assert(entry.id == i and entry.text:sub(1, 7) == ('%%06d '):format(i))
                assert(entry.seen == (i %% 1000 == 0 or nil))
            end
            print('all there')
            """.formatted(TABLES);

    @TempDir
    Path home;

    @Test
    void moreTablesThanFitAreFilledIteratedAndReadAtRandom() {
        Luahome user = Luahome.at(home).with("LUAHOME_JAVA_OPTS", "-Xmx48m");
        assertPrints(user, TABLES + "\n", FILL);
        assertPrints(user, TABLES + "\ttrue\n", ITERATE);
        assertPrints(user, "all there\n", READ_AT_RANDOM);
    }

    private void assertPrints(Luahome user, String expected, String script) {
        Result result = user.run(script, "repl", home.resolve("work"));
        assertEquals(0, result.status(), result::toString);
        assertEquals(expected, result.out());
        assertEquals("", result.err());
    }
}
