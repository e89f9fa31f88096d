package luahome.home;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;

/**
 * Every function that Lua code creates: its code, and one {@link Cell} for each variable of the surrounding functions that
 * it uses. What runs it is the {@link Executor}, so that Java code which calls it as any other function gets the same
 * behaviour as Lua code does. Used by the Lua thread only.
 */
public final class HomeFunction extends LuaFunction {
    private final Prototype prototype;
    private final Cell[] cells;
    private final Executor executor;

    /**
     * A function over its code.
     *
     * @param cells one for each of {@code prototype.upvalues}, in that order; kept, not copied
     */
    public HomeFunction(Prototype prototype, Cell[] cells, Executor executor) {
        this.prototype = prototype;
        this.cells = cells;
        this.executor = executor;
    }

    /** Its code. */
    public Prototype prototype() {
        return prototype;
    }

    /** Its upvalues, in the order of {@code prototype().upvalues}; the live array, elements may be replaced. */
    public Cell[] cells() {
        return cells;
    }

    @Override
    public LuaValue call() {
        return executor.execute(this, NONE).arg1();
    }

    @Override
    public LuaValue call(LuaValue arg) {
        return executor.execute(this, arg).arg1();
    }

    @Override
    public LuaValue call(LuaValue first, LuaValue second) {
        return executor.execute(this, varargsOf(first, second)).arg1();
    }

    @Override
    public LuaValue call(LuaValue first, LuaValue second, LuaValue third) {
        return executor.execute(this, varargsOf(first, second, third)).arg1();
    }

    @Override
    public Varargs invoke(Varargs args) {
        return executor.execute(this, args);
    }

    @Override
    public String tojstring() {
        return "function: 0x" + String.format("%08x", hashCode());
    }

    @Override
    public LuaString strvalue() {
        return LuaString.valueOf(tojstring());
    }
}
