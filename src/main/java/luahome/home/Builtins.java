package luahome.home;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The functions and tables that the machine brings along, which are stored by name. Their contents are not: what a program
 * puts into a library table is the session's own.
 */
final class Builtins {
    private final Map<LuaValue, String> names = new IdentityHashMap<>();
    private final Map<String, LuaValue> values = new HashMap<>();

    /** Names a value; the first name counts. */
    void add(LuaValue value, String name) {
        if (names.putIfAbsent(value, name) == null) {
            values.putIfAbsent(name, value);
        }
    }

    /** The name of a built-in value; null if it is none. */
    @Nullable String name(LuaValue value) {
        return names.get(value);
    }

    /** The value that a name stands for; if nothing has that name, always the same function that says so when called. */
    LuaValue value(String name) {
        LuaValue value = values.get(name);
        if (value == null) {
            value = new Missing(name);
            add(value, name);
        }
        return value;
    }

    /** Stands for a built-in value that this machine does not have, and is stored again under its name. */
    private static final class Missing extends LuaFunction {
        private final String name;

        Missing(String name) {
            this.name = name;
        }

        @Override
        public LuaValue call() {
            throw new LuaError("the built-in " + name + " does not exist in this session");
        }

        @Override
        public LuaValue call(LuaValue arg) {
            return call();
        }

        @Override
        public LuaValue call(LuaValue first, LuaValue second) {
            return call();
        }

        @Override
        public LuaValue call(LuaValue first, LuaValue second, LuaValue third) {
            return call();
        }

        @Override
        public Varargs invoke(Varargs args) {
            return call();
        }

        @Override
        public String tojstring() {
            return "function: builtin: " + name + " (missing)";
        }

        @Override
        public LuaString strvalue() {
            return LuaString.valueOf(tojstring());
        }
    }
}
