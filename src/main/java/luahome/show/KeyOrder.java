package luahome.show;

import java.util.Comparator;
import luahome.lua.lib.LuaStrings;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The order in which keys are shown: numbers, strings by their bytes, booleans, then the rest as it comes. */
final class KeyOrder implements Comparator<LuaValue> {
    /** The one order. */
    static final KeyOrder INSTANCE = new KeyOrder();

    private KeyOrder() {}

    @Override
    public int compare(LuaValue a, LuaValue b) {
        int byKind = Integer.compare(rank(a), rank(b));
        if (byKind != 0) {
            return byKind;
        }
        return switch (a.type()) {
            case LuaValue.TNUMBER -> Double.compare(a.todouble(), b.todouble());
            case LuaValue.TSTRING -> LuaStrings.compare((LuaString) a, (LuaString) b);
            case LuaValue.TBOOLEAN -> Boolean.compare(a.toboolean(), b.toboolean());
            default -> 0;
        };
    }

    private static int rank(LuaValue key) {
        return switch (key.type()) {
            case LuaValue.TNUMBER -> 0;
            case LuaValue.TSTRING -> 1;
            case LuaValue.TBOOLEAN -> 2;
            default -> 3;
        };
    }
}
