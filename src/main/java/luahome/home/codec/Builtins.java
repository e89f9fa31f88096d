package luahome.home.codec;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import luahome.home.value.BuiltinName;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * The functions and tables that the machine brings along, which are stored by name. Their contents are not: what a
 * program puts into a library table is the session's own.
 */
public final class Builtins {
    private final Map<LuaValue, String> names = new IdentityHashMap<>();
    private final Map<String, LuaValue> values = new HashMap<>();

    /** Names a value; the first name counts. */
    public void add(LuaValue value, String name) {
        if (names.putIfAbsent(value, name) == null) {
            values.putIfAbsent(name, value);
        }
    }

    /** The name of a built-in value; null if it is none. */
    public @Nullable String name(LuaValue value) {
        return names.get(value);
    }

    /**
     * The value that a name stands for; if nothing has that name, always the same function that says so when called.
     */
    LuaValue value(String name) {
        LuaValue value = values.get(name);
        if (value == null) {
            value = new BuiltinName(name);
            add(value, name);
        }
        return value;
    }
}
