package luahome.lookup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import luahome.home.value.Cell;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.home.value.RawEntries;
import luahome.session.Session;
import luahome.text.Utf8;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * What the variables of a session hold in the heap, by and large: what is stored is not counted, since it leaves the
 * heap when that is needed. Looks at raw entries only and runs no code; used on the Lua thread.
 */
public final class HeapUse {
    private static final long ENTRY_BYTES = 32;
    private static final long TABLE_BYTES = 96;
    private static final long STRING_BYTES = 40;

    /** One in so many bytes of the heap that is free may be used for noting what was counted. */
    private static final long PART_FOR_NOTES = 4;

    private static final long NOTE_BYTES = 64;
    private static final int MOST_NOTES = 1_000_000;

    private final Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<LuaValue> open = new ArrayDeque<>();
    private final LuaTable globals;
    private final int most;
    private boolean cut;

    private HeapUse(LuaTable globals) {
        this.globals = globals;
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        most = (int) Math.min(MOST_NOTES, free / PART_FOR_NOTES / NOTE_BYTES);
    }

    /**
     * A variable.
     *
     * @param bytes what it holds alone, or before others that share it
     * @param whole whether that is all; else it is at least so much
     */
    public record Variable(String name, LuaValue value, long bytes, boolean whole) {}

    /** The heap in use in MB, after a collection, if that is more than half of what there may be; else 0. */
    public static long heldMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return used > runtime.maxMemory() / 2 ? used >> 20 : 0;
    }

    /** The variables that hold something, globals and locals of the prompt, what holds most first. */
    public static List<Variable> of(Session session) {
        HomeTable globals = session.machine().globals();
        HeapUse use = new HeapUse(globals);
        List<Variable> all = new ArrayList<>();
        for (String name : session.locals().names()) {
            LuaValue value = session.locals().value(name);
            if (value != null) {
                all.add(use.variable("local " + name, value));
            }
        }
        RawEntries.forEach(globals, (name, value) -> {
            String shown = name instanceof LuaString text ? Utf8.text(text) : name.tojstring();
            if (session.home().builtinName(value) == null && !shown.equals("_VERSION")) {
                all.add(use.variable(shown, value));
            }
            return true;
        });
        all.removeIf(variable -> variable.bytes() == 0);
        all.sort(Comparator.comparingLong(Variable::bytes).reversed().thenComparing(Variable::name));
        return all;
    }

    private Variable variable(String name, LuaValue value) {
        cut = false;
        long bytes = meet(value);
        if (cut) {
            bytes = inside(value);
        }
        while (!open.isEmpty()) {
            bytes += inside(open.pop());
        }
        return new Variable(name, value, bytes, !cut);
    }

    /** What a value holds itself; what it refers to is counted later. */
    private long meet(LuaValue value) {
        if (value instanceof LuaString string) {
            return STRING_BYTES + string.m_length;
        }
        boolean inspected = value instanceof HomeTable table && table != globals && table.id() == 0
                || value instanceof HomeFunction function && function.number() == 0;
        if (!inspected) {
            return 0;
        }
        if (counted.size() >= most) {
            cut = true;
            return 0;
        }
        if (counted.add(value)) {
            open.push(value);
        }
        return 0;
    }

    private long inside(LuaValue value) {
        long[] bytes = {TABLE_BYTES};
        if (value instanceof HomeFunction function) {
            for (Cell cell : function.cells()) {
                bytes[0] += TABLE_BYTES + meet(cell.get());
            }
        } else {
            RawEntries.forEach((LuaTable) value, (key, held) -> {
                bytes[0] += ENTRY_BYTES + meet(key) + meet(held);
                return true;
            });
        }
        return bytes[0];
    }
}
