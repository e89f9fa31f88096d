package luahome.home.value;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Every function that Lua code creates: its code, and one {@link Cell} for each variable of the surrounding functions
 * that it uses. It becomes persistent where it stands, as a table does. Code and cells of a stored function are read
 * when it is first used.
 *
 * <p>What runs it is the {@link Executor}, so that Java code which calls it as any other function gets the same
 * behaviour as Lua code does. Used by the Lua thread only. A method that needs code or cells raises a LuaError if they
 * are in the store and cannot be compiled, and {@link luahome.store.StoreException} if they cannot be read.
 */
public final class HomeFunction extends LuaFunction implements EphemeronKey {
    private static final Cell[] UNKNOWN = {};

    private @Nullable Code code;
    private Cell[] cells;
    private @Nullable FunctionPersistence state;
    private @Nullable KeptValues keptValues;

    /**
     * A function over its code.
     *
     * @param cells one for each of {@code code.upvalues}, in that order; kept, not copied
     */
    public HomeFunction(Code code, Cell[] cells) {
        this.code = code;
        this.cells = cells;
    }

    /** A function whose code and cells are in the store. */
    public HomeFunction() {
        cells = UNKNOWN;
    }

    /** Its code. */
    public Code prototype() {
        Code known = code;
        return known == null ? load() : known;
    }

    /** Its upvalues, in the order of {@code prototype().upvalues}; the live array, not to be changed. */
    public Cell[] cells() {
        if (code == null) {
            load();
        }
        return cells;
    }

    /** Whether it has this code and, of at most one, this cell; false if that is in the store. */
    boolean isMadeOf(Code otherCode, Cell[] otherCells) {
        return code == otherCode && (otherCells.length == 0 || cells[0] == otherCells[0]);
    }

    /** Makes the function use another variable for one of its upvalues. */
    public void join(int index, Cell cell) {
        Cell[] joined = cells().clone();
        joined[index] = cell;
        become(prototype(), joined);
    }

    /** Gives the function, which stays the same object, other code and cells. */
    public void become(Code newCode, Cell[] newCells) {
        prototype();
        if (state != null) {
            state.changed(this);
        }
        code = newCode;
        cells = newCells;
    }

    /** Its number in the workspace; 0 while it is not persistent. */
    public long number() {
        return state == null ? 0 : state.number();
    }

    /** Whether it was there when the session began, or was committed since. */
    public boolean isStored() {
        return state != null && !state.isFresh();
    }

    /** The persistent state; null while the function is transient. */
    public @Nullable FunctionPersistence persistence() {
        return state;
    }

    /** Makes the function persistent, or, with null, transient again. */
    public void persistence(@Nullable FunctionPersistence newState) {
        state = newState;
    }

    /** Whether code and cells are only in the store. */
    public boolean isGhost() {
        return code == null;
    }

    /** Forgets code and cells, which the store has. */
    public void becomeGhost() {
        code = null;
        cells = UNKNOWN;
    }

    /** Takes code and cells out of the store. */
    public void loaded(Code storedCode, Cell[] storedCells) {
        code = storedCode;
        cells = storedCells;
    }

    private Code load() {
        FunctionPersistence from = state;
        if (from == null) {
            throw new IllegalStateException("a function without code");
        }
        from.load(this);
        return prototype();
    }

    private Varargs execute(Varargs args) {
        return prototype().executor().execute(this, args);
    }

    @Override
    public LuaValue call() {
        return execute(NONE).arg1();
    }

    @Override
    public LuaValue call(LuaValue arg) {
        return execute(arg).arg1();
    }

    @Override
    public LuaValue call(LuaValue first, LuaValue second) {
        return execute(varargsOf(first, second)).arg1();
    }

    @Override
    public LuaValue call(LuaValue first, LuaValue second, LuaValue third) {
        return execute(varargsOf(first, second, third)).arg1();
    }

    @Override
    public Varargs invoke(Varargs args) {
        return execute(args);
    }

    @Override
    public String tojstring() {
        return "function: 0x" + String.format("%08x", hashCode());
    }

    @Override
    public LuaString strvalue() {
        return LuaString.valueOf(tojstring());
    }

    @Override
    public @Nullable KeptValues keptValues() {
        return keptValues;
    }

    @Override
    public void keptValues(KeptValues values) {
        keptValues = values;
    }
}
