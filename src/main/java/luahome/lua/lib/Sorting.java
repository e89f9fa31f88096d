package luahome.lua.lib;

import luahome.lua.Interpreter;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * One run of {@code table.sort}: a quicksort in place that takes the middle of three as its pivot. A comparison that is
 * no order is noticed when a scan leaves the range. Works through the table, so that what it has done stays if a
 * comparison fails.
 */
final class Sorting {
    private final Interpreter vm;
    private final LuaTable table;
    private final LuaValue order;

    /** For that list; the order is NIL for Lua's {@code <}. */
    Sorting(Interpreter vm, LuaTable table, LuaValue order) {
        this.vm = vm;
        this.table = table;
        this.order = order;
    }

    /** Sorts the elements 1 to {@code size}. */
    void sort(int size) {
        sort(1, size);
    }

    private void sort(int first, int last) {
        int low = first;
        int high = last;
        while (low < high) {
            vm.checkInterrupt();
            arrange(low, high);
            if (high - low == 1) {
                return;
            }
            int middle = (low + high) >>> 1;
            arrange(low, middle);
            if (less(table.rawget(high), table.rawget(middle))) {
                swap(middle, high);
            }
            if (high - low == 2) {
                return;
            }
            int split = partition(low, high, middle);
            if (split - low < high - split) {
                sort(low, split - 1);
                low = split + 1;
            } else {
                sort(split + 1, high);
                high = split - 1;
            }
        }
    }

    /** Parts the range around the element in the middle; answers where that one ends up. */
    private int partition(int low, int high, int middle) {
        LuaValue pivot = table.rawget(middle);
        swap(middle, high - 1);
        int i = low;
        int j = high - 1;
        while (true) {
            while (less(table.rawget(++i), pivot)) {
                if (i >= high) {
                    throw new LuaError("invalid order function for sorting");
                }
            }
            while (less(pivot, table.rawget(--j))) {
                if (j <= low) {
                    throw new LuaError("invalid order function for sorting");
                }
            }
            if (j < i) {
                swap(high - 1, i);
                return i;
            }
            swap(i, j);
        }
    }

    private void arrange(int low, int high) {
        if (less(table.rawget(high), table.rawget(low))) {
            swap(low, high);
        }
    }

    private void swap(int i, int j) {
        LuaValue held = table.rawget(i);
        table.rawset(i, table.rawget(j));
        table.rawset(j, held);
    }

    private boolean less(LuaValue x, LuaValue y) {
        return order.isnil() ? vm.lessThan(x, y) : order.call(x, y).toboolean();
    }
}
