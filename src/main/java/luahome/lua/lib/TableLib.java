package luahome.lua.lib;

import luahome.home.value.HomeTable;
import luahome.lua.builtin.CallRequest;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.run.Interpreter;
import luahome.lua.value.ByteBuilder;
import luahome.lua.value.LuaNumbers;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's library {@code table}. Goes through the raw level of tables, as PUC Lua 5.2 does. */
final class TableLib {
    private static final LuaString COUNT = Library.text("n");
    private static final int MAX_RESULTS = 1_000_000;
    private static final int POLL_MASK = 0xfff;

    private final Interpreter vm;

    private TableLib(Interpreter vm) {
        this.vm = vm;
    }

    /** Adds the table to the global table. */
    static void register(Interpreter vm, HomeTable globals) {
        TableLib lib = new TableLib(vm);
        HomeTable table = new HomeTable();
        Library.add(table, "concat", lib::concat);
        Library.add(table, "insert", lib::insert);
        Library.add(table, "move", lib::move);
        Library.add(table, "pack", TableLib::pack);
        Library.add(table, "remove", lib::remove);
        Library.add(vm, table, "sort", lib::sort);
        Library.add(table, "unpack", lib::unpack);
        Library.add(table, "maxn", lib::largestIndex);
        globals.rawset(Library.text("table"), table);
        globals.rawset(Library.text("unpack"), table.rawget(Library.text("unpack")));
    }

    /** The length as `#` has it, metamethod included. */
    private int length(LuaTable table) {
        LuaValue handler = Library.metamethod(table, LuaValue.LEN);
        if (handler.isnil()) {
            return table.rawlen();
        }
        LuaValue length = vm.invoke(handler, table).arg1();
        if (!(length instanceof LuaNumber)) {
            throw new LuaError("object length is not a number");
        }
        return length.toint();
    }

    private void poll(long step) {
        if ((step & POLL_MASK) == 0) {
            vm.checkInterrupt();
        }
    }

    private Varargs concat(LuaArguments a) {
        LuaString separator = a.string(2, LuaValue.EMPTYSTRING);
        LuaTable table = Library.table(a, 1);
        long from = a.int32(3, 1);
        long to = a.value(4).isnil() ? length(table) : a.int32(4);
        ByteBuilder text = new ByteBuilder(0);
        for (long i = from; i <= to; i++) {
            poll(i);
            LuaValue value = at(table, i);
            if (value instanceof LuaString s) {
                text.append(s);
            } else if (value instanceof LuaNumber) {
                text.append(LuaNumbers.tostring(value));
            } else {
                throw new LuaError("invalid value (" + value.typename() + ") at index " + i + " in table for 'concat'");
            }
            if (i < to) {
                text.append(separator);
            }
        }
        return text.toLuaString();
    }

    private static LuaValue at(LuaTable table, long index) {
        return index == (int) index ? table.rawget((int) index) : table.rawget(LuaValue.valueOf((double) index));
    }

    private Varargs insert(LuaArguments a) {
        LuaTable table = Library.table(a, 1);
        int end = length(table) + 1;
        switch (a.count()) {
            case 2:
                table.rawset(end, a.value(2));
                return LuaValue.NONE;
            case 3:
                int position = a.int32(2);
                if (position < 1 || position > end) {
                    throw a.wrong(2, "position out of bounds");
                }
                for (int i = end; i > position; i--) {
                    poll(i);
                    table.rawset(i, table.rawget(i - 1));
                }
                table.rawset(position, a.value(3));
                return LuaValue.NONE;
            default:
                throw new LuaError("wrong number of arguments to 'insert'");
        }
    }

    private Varargs remove(LuaArguments a) {
        LuaTable table = Library.table(a, 1);
        int size = length(table);
        int position = a.int32(2, size);
        if (position != size && (position < 1 || position > size + 1L)) {
            throw a.wrong(1, "position out of bounds");
        }
        LuaValue removed = at(table, position);
        int last = position;
        for (; last < size; last++) {
            poll(last);
            table.rawset(last, table.rawget(last + 1));
        }
        table.rawset(last, LuaValue.NIL);
        return removed;
    }

    /** With the metamethods of the tables, as in Lua 5.3. */
    private Varargs move(LuaArguments a) {
        LuaTable source = Library.table(a, 1);
        double from = a.integral(2);
        double to = a.integral(3);
        double start = a.integral(4);
        LuaTable target = a.value(5).isnil() ? source : Library.table(a, 5);
        if (to < from) {
            return target;
        }
        if (from <= 0 && to >= Long.MAX_VALUE + from) {
            throw a.wrong(3, "too many elements to move");
        }
        if (start > Long.MAX_VALUE - (to - from)) {
            throw a.wrong(4, "destination wrap around");
        }
        // Where they overlap, none is to be overwritten before it was moved.
        boolean ascending = start > to || start <= from || target != source;
        for (double i = 0; i <= to - from; i++) {
            poll((long) i);
            double offset = ascending ? i : to - from - i;
            target.set(LuaValue.valueOf(start + offset), source.get(LuaValue.valueOf(from + offset)));
        }
        return target;
    }

    private static Varargs pack(LuaArguments a) {
        HomeTable table = new HomeTable(a.count(), 1);
        for (int i = 1; i <= a.count(); i++) {
            table.rawset(i, a.value(i));
        }
        table.rawset(COUNT, LuaValue.valueOf(a.count()));
        return table;
    }

    private Varargs unpack(LuaArguments a) {
        LuaTable table = Library.table(a, 1);
        long from = a.int32(2, 1);
        long to = a.value(3).isnil() ? length(table) : a.int32(3);
        if (from > to) {
            return LuaValue.NONE;
        }
        if (to - from >= MAX_RESULTS || to - from < 0) {
            throw new LuaError("too many results to unpack");
        }
        LuaValue[] values = new LuaValue[(int) (to - from + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = at(table, from + i);
        }
        return LuaValue.varargsOf(values);
    }

    private Varargs largestIndex(LuaArguments a) {
        LuaTable table = Library.table(a, 1);
        double largest = 0;
        long step = 0;
        for (Varargs entry = table.next(LuaValue.NIL); !entry.arg1().isnil(); entry = table.next(entry.arg1())) {
            poll(++step);
            if (entry.arg1() instanceof LuaNumber number) {
                largest = Math.max(largest, number.todouble());
            }
        }
        return LuaValue.valueOf(largest);
    }

    private CallRequest sort(LuaArguments a) {
        LuaTable table = Library.table(a, 1);
        int size = length(table);
        LuaValue order = a.value(2);
        if (!order.isnil() && !order.isfunction()) {
            throw a.wrongType(2, "function");
        }
        return new TableSort(vm, table, order).sort(size);
    }
}
