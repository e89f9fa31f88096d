package luahome.lua.lib;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LibraryFunction;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Takes from a program what reaches beyond its workspace: files, processes, the environment, other code than the text
 * it has, and the insides of functions.
 *
 * <p>The functions are first replaced where they stand, and only then, once the home knows all built-in functions by
 * name, taken out of the global table: a stored reference to one of them stays valid, but names a function that
 * refuses.
 */
public final class Sandbox {
    private static final List<String> LIBRARIES = List.of("debug", "io", "package");
    private static final List<String> FUNCTIONS = List.of("dofile", "loadfile", "require");
    private static final Set<String> LEFT_OF_OS = Set.of("clock", "date", "difftime", "time");

    private final HomeTable globals;

    /** For the global table of a machine on which no user code has run. */
    public Sandbox(HomeTable globals) {
        this.globals = globals;
    }

    /** Puts a function that refuses in the place of each one that is out of reach. */
    public void blunt() {
        for (String library : LIBRARIES) {
            bluntAll(library, (LuaTable) globals.rawget(Library.text(library)), Set.of());
        }
        bluntAll("os", (LuaTable) globals.rawget(Library.text("os")), LEFT_OF_OS);
        for (String function : FUNCTIONS) {
            globals.rawset(Library.text(function), refusal(function));
        }
    }

    /** Takes what refuses out of the global table. */
    public void hide() {
        LIBRARIES.forEach(library -> globals.rawset(Library.text(library), LuaValue.NIL));
        FUNCTIONS.forEach(function -> globals.rawset(Library.text(function), LuaValue.NIL));
        LuaTable os = (LuaTable) globals.rawget(Library.text("os"));
        for (LuaValue name : keys(os)) {
            if (!LEFT_OF_OS.contains(name.tojstring())) {
                os.rawset(name, LuaValue.NIL);
            }
        }
    }

    private static void bluntAll(String library, LuaTable table, Set<String> left) {
        for (LuaValue name : keys(table)) {
            LuaValue member = table.rawget(name);
            if (left.contains(name.tojstring())) {
                continue;
            }
            if (member.isfunction()) {
                table.rawset(name, refusal(library + "." + name.tojstring()));
            } else if (member instanceof LuaTable inner) {
                keys(inner).forEach(key -> inner.rawset(key, LuaValue.NIL));
            } else {
                table.rawset(name, LuaValue.NIL);
            }
        }
    }

    private static LibraryFunction refusal(String name) {
        return new LibraryFunction(name, a -> {
            throw new LuaError(name + " is out of reach in a sandbox");
        });
    }

    private static List<LuaValue> keys(LuaTable table) {
        List<LuaValue> keys = new ArrayList<>();
        for (Varargs entry = table.next(LuaValue.NIL); !entry.arg1().isnil(); entry = table.next(entry.arg1())) {
            keys.add(entry.arg1());
        }
        return keys;
    }
}
