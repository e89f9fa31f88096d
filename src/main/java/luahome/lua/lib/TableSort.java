package luahome.lua.lib;

import java.util.ArrayDeque;
import luahome.lua.builtin.CallRequest;
import luahome.lua.run.Interpreter;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * One run of {@code table.sort}: a quicksort in place that takes the middle of three as its pivot, written so that it
 * can wait for each comparison. A comparison that is no order is noticed when a scan leaves the range. Works through
 * the table, so that what it has done stays if a comparison fails.
 */
final class TableSort {
    /** What the comparison under way is for. */
    private enum Phase {
        /** Is the last element of the range less than the first? */
        ENDS,
        /** Is the middle one less than the first? */
        LOW_HALF,
        /** Is the last one less than the middle one? */
        HIGH_HALF,
        /** Is element i, on the way up, less than the pivot? */
        UP,
        /** Is the pivot less than element j, on the way down? */
        DOWN
    }

    private record Range(int low, int high) {}

    private final Interpreter vm;
    private final LuaTable table;
    private final LuaValue order;
    private final ArrayDeque<Range> rest = new ArrayDeque<>();
    private Phase phase = Phase.ENDS;
    private int low;
    private int high;
    private int middle;
    private int i;
    private int j;
    private LuaValue pivot = LuaValue.NIL;
    /** The comparison under way: is left less than right? */
    private LuaValue left = LuaValue.NIL;

    private LuaValue right = LuaValue.NIL;

    /** For that list; the order is NIL for Lua's {@code <}. */
    TableSort(Interpreter vm, LuaTable table, LuaValue order) {
        this.vm = vm;
        this.table = table;
        this.order = order;
    }

    /** Sorts the elements 1 to {@code size}. */
    CallRequest sort(int size) {
        return begin(1, size) ? compare() : CallRequest.done(LuaValue.NONE);
    }

    /** Compares without leaving Java as long as that is possible. */
    private CallRequest compare() {
        do {
            if (!order.isnil()) {
                return CallRequest.call(order, LuaValue.varargsOf(left, right), this::compared);
            }
            vm.checkInterrupt();
        } while (proceed(vm.lessThan(left, right)));
        return CallRequest.done(LuaValue.NONE);
    }

    private CallRequest compared(Varargs answer) {
        return proceed(answer.arg1().toboolean()) ? compare() : CallRequest.done(LuaValue.NONE);
    }

    /** Takes the outcome of the comparison under way; answers whether there is another one to make. */
    private boolean proceed(boolean less) {
        switch (phase) {
            case ENDS:
                swapIf(less, low, high);
                middle = (low + high) >>> 1;
                return high - low == 1 ? next() : ask(Phase.LOW_HALF, table.rawget(middle), table.rawget(low));
            case LOW_HALF:
                swapIf(less, low, middle);
                return ask(Phase.HIGH_HALF, table.rawget(high), table.rawget(middle));
            case HIGH_HALF:
                swapIf(less, middle, high);
                if (high - low == 2) {
                    return next();
                }
                pivot = table.rawget(middle);
                swap(middle, high - 1);
                i = low;
                j = high - 1;
                return ask(Phase.UP, table.rawget(++i), pivot);
            case UP:
                if (less) {
                    require(i < high);
                    return ask(Phase.UP, table.rawget(++i), pivot);
                }
                return ask(Phase.DOWN, pivot, table.rawget(--j));
            default:
                if (less) {
                    require(j > low);
                    return ask(Phase.DOWN, pivot, table.rawget(--j));
                }
                if (j >= i) {
                    swap(i, j);
                    return ask(Phase.UP, table.rawget(++i), pivot);
                }
                swap(high - 1, i);
                return parted();
        }
    }

    /** Goes on with the smaller of the two parts around element i, and keeps the other one for later. */
    private boolean parted() {
        int first = low;
        int last = high;
        if (i - first < last - i) {
            rest.push(new Range(i + 1, last));
            return begin(first, i - 1);
        }
        rest.push(new Range(first, i - 1));
        return begin(i + 1, last);
    }

    private boolean begin(int first, int last) {
        if (first >= last) {
            return next();
        }
        low = first;
        high = last;
        return ask(Phase.ENDS, table.rawget(high), table.rawget(low));
    }

    private boolean next() {
        while (!rest.isEmpty()) {
            Range range = rest.pop();
            if (range.low() < range.high()) {
                return begin(range.low(), range.high());
            }
        }
        return false;
    }

    private boolean ask(Phase what, LuaValue less, LuaValue than) {
        phase = what;
        left = less;
        right = than;
        return true;
    }

    private static void require(boolean inside) {
        if (!inside) {
            throw new LuaError("invalid order function for sorting");
        }
    }

    private void swapIf(boolean wanted, int a, int b) {
        if (wanted) {
            swap(a, b);
        }
    }

    private void swap(int a, int b) {
        LuaValue held = table.rawget(a);
        table.rawset(a, table.rawget(b));
        table.rawset(b, held);
    }
}
