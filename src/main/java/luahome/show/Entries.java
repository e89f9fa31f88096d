package luahome.show;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import luahome.home.HomeTable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Reads raw entries of tables, as many as are shown, in the order in which they are shown. */
final class Entries {
    /** Up to this size all entries are read to be sorted; those of a larger table stand as they come. */
    private static final int SORTED = 1000;

    private Entries() {}

    /** Some of the entries of a table: those behind the first {@code skip} ones, at most so many. */
    static List<Pair> window(LuaTable table, long skip, int most) {
        boolean sorted = count(table) <= SORTED;
        List<Pair> pairs = read(table, sorted ? 0 : skip, sorted ? SORTED : most);
        if (!sorted) {
            return pairs;
        }
        pairs.sort(Comparator.comparing(Pair::key, KeyOrder.INSTANCE));
        int from = (int) Math.min(skip, pairs.size());
        return pairs.subList(from, Math.min(from + Math.max(0, most), pairs.size()));
    }

    /** Whether all entries of a table are sorted before some are shown, so that its last ones are known. */
    static boolean sorts(LuaTable table) {
        return count(table) <= SORTED;
    }

    /** How many entries a table has. */
    static long count(LuaTable table) {
        if (table instanceof HomeTable home) {
            return home.entryCount();
        }
        long count = 0;
        for (Varargs entry = table.next(LuaValue.NIL); !entry.arg1().isnil(); entry = table.next(entry.arg1())) {
            count++;
        }
        return count;
    }

    private static List<Pair> read(LuaTable table, long skip, int most) {
        List<Pair> pairs = new ArrayList<>();
        if (most <= 0) {
            return pairs;
        }
        long[] passed = {0};
        HomeTable.EntryVisitor visitor = (key, value) -> {
            if (passed[0]++ >= skip) {
                pairs.add(new Pair(key, value));
            }
            return pairs.size() < most;
        };
        if (table instanceof HomeTable home) {
            home.forEach(visitor);
            return pairs;
        }
        Varargs entry = table.next(LuaValue.NIL);
        while (!entry.arg1().isnil() && visitor.entry(entry.arg1(), entry.arg(2))) {
            entry = table.next(entry.arg1());
        }
        return pairs;
    }

    /** An entry. */
    record Pair(LuaValue key, LuaValue value) {}
}
