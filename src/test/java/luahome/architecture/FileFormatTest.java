package luahome.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import luahome.console.PlainConsole;
import luahome.prompt.SessionRun;
import luahome.session.SessionOptions;
import luahome.store.OpenMode;
import luahome.store.TableStore;
import luahome.store.workspace.PagedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code src/docs/architecture.md} says of the file format is enough to read a workspace, and its dump is real.
 */
class FileFormatTest {
    private static final String EXAMPLE = "_home.jobs = { 'write', 'test' }\n_home.n = 2.5\n_home.self = _home\n";

    private static final String MANY = """
            for i = 1, 30000 do _home[i] = { n = i, text = ('x'):rep(i % 50) } end
            _home.long = ('abc'):rep(1000)
            _home.longer = ('0123456789'):rep(20000)
            _home[('k'):rep(3000)] = -0.5
            local up = 0
            function _home.count() up = up + 1 return up end
            _home.print = print
            setmetatable(_home, { __index = string })
            """;

    /** A line of a dump, as xxd writes it. */
    private static final String DUMPED = "[0-9a-f]{8}: (?:[0-9a-f]{4} ){8} .*";

    @TempDir
    private Path workspace;

    @Test
    void aReaderThatWasWrittenFromThePageReadsWhatTheStoreHolds() throws Exception {
        run(EXAMPLE + MANY);
        assertEquals(stored(), FormatReader.tables(Files.readAllBytes(workspace.resolve("home.db"))));
    }

    @Test
    void theDumpOnThePageIsThatOfTheExample() throws Exception {
        run(EXAMPLE);
        byte[] file = Files.readAllBytes(workspace.resolve("home.db"));
        String page = Files.readString(Path.of("src", "docs", "architecture.md"));
        int compared = 0;
        for (String line : page.lines().filter(line -> line.matches(DUMPED)).toList()) {
            int at = Integer.parseInt(line.substring(0, 8), 16);
            assertEquals(dumped(file, at), line);
            compared++;
        }
        assertTrue(compared > 10, "only " + compared + " lines are dumped");
    }

    private static String dumped(byte[] file, int at) {
        StringBuilder line = new StringBuilder(String.format("%08x: ", at));
        for (int i = at; i < at + 16; i++) {
            line.append(HexFormat.of().toHexDigits(file[i])).append(i % 2 == 0 ? "" : " ");
        }
        line.append(' ');
        for (int i = at; i < at + 16; i++) {
            line.append(file[i] >= ' ' && file[i] < 0x7f ? (char) file[i] : '.');
        }
        return line.toString();
    }

    private void run(String script) throws Exception {
        var console = new PlainConsole(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), 0);
        assertEquals(
                0,
                new SessionRun(workspace, console, SessionOptions.USUAL)
                        .script("stdin", script.getBytes(StandardCharsets.UTF_8)));
    }

    private SortedMap<Long, SortedMap<String, String>> stored() throws IOException {
        SortedMap<Long, SortedMap<String, String>> all = new TreeMap<>();
        try (TableStore store = PagedStore.open(workspace, OpenMode.READ)) {
            store.objects(0, info -> {
                SortedMap<String, String> entries = new TreeMap<>();
                store.scan(info.id(), null, (key, value) -> {
                    entries.put(HexFormat.of().formatHex(key), HexFormat.of().formatHex(value));
                    return true;
                });
                all.put(info.id(), entries);
                return true;
            });
        }
        return all;
    }
}
