package luahome.home.value;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Stands for a built-in value, stored by its name, that this session does not have: because it has no machine, or
 * because the machine knows none of that name. Says so when it is called, and is stored again under the name.
 */
public final class BuiltinName extends LuaFunction {
    private final String name;

    /** A stand-in for the built-in value of that name. */
    public BuiltinName(String name) {
        this.name = name;
    }

    /** The name, such as {@code string.upper}. */
    @Override
    public String name() {
        return name;
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
        return "function: builtin: " + name;
    }

    @Override
    public LuaString strvalue() {
        return LuaString.valueOf(tojstring());
    }
}
