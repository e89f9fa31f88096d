package luahome.lua.builtin;

import java.util.function.BiConsumer;
import luahome.home.value.HomeTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Gives the functions of a library their names. */
public final class BuiltinNames {
    private BuiltinNames() {}

    /**
     * Gives the functions in a library's table their names, unless they have one.
     *
     * @param libraryName null stands for the library of the methods of files, which no table contains
     */
    public static void assign(HomeTable library, @Nullable String libraryName) {
        forEach(library, (name, value) -> {
            if (!(value instanceof Builtin builtin) || builtin.builtinName() != null) {
                return;
            }
            String bare = name.tojstring();
            String path =
                    libraryName == null ? "file:" + bare : libraryName.equals("_G") ? bare : libraryName + "." + bare;
            if (value instanceof LibraryFunction function) {
                function.fullName(libraryName == null ? "?" : path);
            }
            builtin.builtinName(path);
        });
    }

    /** Hands the raw entries of a table to the visitor. */
    public static void forEach(HomeTable table, BiConsumer<LuaValue, LuaValue> visitor) {
        for (Varargs entry = table.next(LuaValue.NIL); !entry.arg1().isnil(); entry = table.next(entry.arg1())) {
            visitor.accept(entry.arg1(), entry.arg(2));
        }
    }
}
