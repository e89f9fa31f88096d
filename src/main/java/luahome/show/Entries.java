package luahome.show;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import luahome.home.value.HomeTable;
import luahome.home.value.RawEntries;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Reads raw entries of tables, as many as are shown, in the order in which they are shown. */
final class Entries {
    /** Up to this size all entries are read to be sorted; those of a larger table stand as they are stored. */
    private static final int SORTED = 1000;

    private Entries() {}

    /** Some of the entries of a table: those behind the first {@code skip} ones, at most so many. */
    static List<Pair> window(LuaTable table, long skip, int most) {
        List<Pair> pairs = new ArrayList<>();
        if (!sorts(table)) {
            if (most > 0) {
                RawEntries.forEachBehind(
                        table, skip, (key, value) -> pairs.add(new Pair(key, value)) && pairs.size() < most);
            }
            return pairs;
        }
        RawEntries.forEach(table, (key, value) -> pairs.add(new Pair(key, value)));
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
        long[] count = {0};
        RawEntries.forEach(table, (key, value) -> ++count[0] > 0);
        return count[0];
    }

    /** An entry. */
    record Pair(LuaValue key, LuaValue value) {}
}
