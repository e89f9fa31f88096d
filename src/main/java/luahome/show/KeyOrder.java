package luahome.show;

import java.util.Comparator;
import luahome.lua.value.LuaStrings;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The order in which keys are shown: numbers, strings, booleans, then the rest as it comes. Strings stand in the order
 * of their bytes, but numbers in them by their values: {@code item2} before {@code item10}.
 */
public final class KeyOrder implements Comparator<LuaValue> {
    /** The one order. */
    public static final KeyOrder INSTANCE = new KeyOrder();

    private KeyOrder() {}

    @Override
    public int compare(LuaValue a, LuaValue b) {
        int byKind = Integer.compare(rank(a), rank(b));
        if (byKind != 0) {
            return byKind;
        }
        return switch (a.type()) {
            case LuaValue.TNUMBER -> Double.compare(a.todouble(), b.todouble());
            case LuaValue.TSTRING -> natural((LuaString) a, (LuaString) b);
            case LuaValue.TBOOLEAN -> Boolean.compare(a.toboolean(), b.toboolean());
            default -> 0;
        };
    }

    private static int natural(LuaString a, LuaString b) {
        int i = 0;
        int j = 0;
        while (i < a.m_length && j < b.m_length) {
            int endI = digits(a, i);
            int endJ = digits(b, j);
            int order = endI > i && endJ > j
                    ? compareNumerals(a, i, endI, b, j, endJ)
                    : Integer.compare(a.luaByte(i), b.luaByte(j));
            if (order != 0) {
                return order;
            }
            i = Math.max(endI, i + 1);
            j = Math.max(endJ, j + 1);
        }
        int byRest = Integer.compare(a.m_length - i, b.m_length - j);
        return byRest != 0 ? byRest : LuaStrings.compare(a, b);
    }

    /** Where the digits end that begin at a byte. */
    private static int digits(LuaString text, int from) {
        int end = from;
        while (end < text.m_length && text.luaByte(end) >= '0' && text.luaByte(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int compareNumerals(LuaString a, int fromA, int endA, LuaString b, int fromB, int endB) {
        int i = fromA;
        int j = fromB;
        while (i < endA - 1 && a.luaByte(i) == '0') {
            i++;
        }
        while (j < endB - 1 && b.luaByte(j) == '0') {
            j++;
        }
        int order = Integer.compare(endA - i, endB - j);
        for (; order == 0 && i < endA; i++, j++) {
            order = Integer.compare(a.luaByte(i), b.luaByte(j));
        }
        return order;
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
