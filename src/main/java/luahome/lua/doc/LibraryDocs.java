package luahome.lua.doc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The library functions of a machine with what is known of them, found by name and by the function itself. */
public final class LibraryDocs {
    private static final String TABLE = "library.txt";

    private final Map<String, LibraryDoc> byName = new LinkedHashMap<>();
    private final Map<LuaValue, LibraryDoc> byFunction = new IdentityHashMap<>();

    /** @param globals before any program has changed them */
    public LibraryDocs(LuaTable globals) {
        try (InputStream table = LibraryDocs.class.getResourceAsStream(TABLE);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(table, TABLE), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(LibraryDoc.of(line), globals);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(LibraryDoc doc, LuaTable globals) {
        LuaValue value = globals;
        for (String step : doc.name().split("\\.")) {
            value = value instanceof LuaTable table ? table.rawget(step) : LuaValue.NIL;
        }
        if (value.isfunction()) {
            byFunction.put(value, doc);
        }
        if (value.isfunction() || doc.name().indexOf(':') >= 0) {
            byName.put(doc.name(), doc);
        }
    }

    /** All, in the order of the manual; in a sandbox those that it has. */
    public Collection<LibraryDoc> all() {
        return byName.values();
    }

    /** The function of that name; null if there is none. */
    public @Nullable LibraryDoc named(String name) {
        return byName.get(name);
    }

    /** What is known of a function; null if it is none of the library's. */
    public @Nullable LibraryDoc of(LuaValue function) {
        return byFunction.get(function);
    }
}
