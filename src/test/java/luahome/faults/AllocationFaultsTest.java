package luahome.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Wherever in an entry the heap is found full, once or several times in a row: the session goes on, names no class of
 * Java, and {@code _home} is as it was before the entry or as it is after it, in memory as on disk.
 */
class AllocationFaultsTest {
    @TempDir
    Path workspace;

    private static final AtomicInteger FAULTS = new AtomicInteger();

    @AfterAll
    static void tell() {
        System.out.println(FAULTS + " allocations failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1 | _home.t.b = {d = {1, 2, 3}} _home.n = 2 _home.f = function(x) return x, _home end",
                "3 | _home.t.b = {d = {1, 2, 3}} _home.n = 2 _home.f = function(x) return x, _home end",
                "1 | _home.t.b.c = 5 _home.list = nil error('no')",
                "3 | _home.t.b.c = 5 _home.list = nil error('no')",
                "1 | local s = 0 for i, v in ipairs(_home.list) do s = s + #v end return s, _home.t.b.c, _home.f()",
                "3 | local s = 0 for i, v in ipairs(_home.list) do s = s + #v end return s, _home.t.b.c, _home.f()",
                "1 | x = = 1",
                "1 | _home",
                "1 | :tables",
                "1 | :tables _home.list",
                "3 | :tree",
                "1 | :find value",
                "1 | :save again",
                "3 | :load",
                "1 | :check",
                "1 | :gc",
                "3 | :compact",
                "1 | :globals",
                "1 | keys: for k in pairs(_home.li",
                "3 | keys: :tables _home.t."
            })
    void aFullHeapCostsTheEntryAtMost(String times, String entry) throws ReflectiveOperationException {
        run(FaultedSession.class, List.of(entry, times));
    }

    @Test
    void aFullHeapCostsAStoreTheTransactionAtMost() throws ReflectiveOperationException {
        run(FaultedStore.class, List.of(System.getProperty("luahome.faults", "4")));
    }

    private void run(Class<?> faulted, List<String> parameters) throws ReflectiveOperationException {
        @SuppressWarnings("unchecked")
        var made = (BiFunction<Path, List<String>, String>) new FaultingClassLoader()
                .loadClass(faulted.getName())
                .getConstructor()
                .newInstance();
        String found = made.apply(workspace, parameters);
        assertTrue(found.matches("[1-9][0-9]+"), found);
        FAULTS.addAndGet(Integer.parseInt(found));
    }
}
