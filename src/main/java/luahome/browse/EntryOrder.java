package luahome.browse;

import java.util.Comparator;
import luahome.home.value.HomeTable;
import luahome.show.KeyOrder;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** In what order the entries of a table stand; entries that are equal to it stand in the order of their keys. */
public enum EntryOrder {
    /** Numbers, strings, booleans, objects; numbers in strings count by their values. */
    KEY("by key", Comparator.comparingInt(item -> 0)),
    /** Tables, functions, strings, numbers, booleans. */
    TYPE("by type", Comparator.comparingInt(item -> typeRank(item.value()))),
    /** As keys stand; tables and functions last. */
    VALUE("by value", Comparator.comparing(Item::value, KeyOrder.INSTANCE)),
    /** The most first: entries of tables, then bytes of strings, then the rest. */
    SIZE(
            "by size",
            Comparator.<Item>comparingInt(item -> sizeRank(item.value()))
                    .thenComparing(Comparator.comparingLong(Item::size).reversed()));

    private final String title;
    private final Comparator<Item> comparator;

    EntryOrder(String title, Comparator<Item> comparator) {
        this.title = title;
        this.comparator = comparator.thenComparing(Item::key, KeyOrder.INSTANCE);
    }

    /** What it is called: {@code by key}. */
    public String title() {
        return title;
    }

    /** The order that comes next when one goes through them all. */
    public EntryOrder next() {
        return values()[(ordinal() + 1) % values().length];
    }

    Comparator<Item> comparator() {
        return comparator;
    }

    private static int typeRank(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TTABLE -> 0;
            case LuaValue.TFUNCTION -> 1;
            case LuaValue.TSTRING -> 2;
            case LuaValue.TNUMBER -> 3;
            case LuaValue.TBOOLEAN -> 4;
            default -> 5;
        };
    }

    private static int sizeRank(LuaValue value) {
        return value.istable() ? 0 : value.type() == LuaValue.TSTRING ? 1 : 2;
    }

    /**
     * What an entry is sorted by.
     *
     * @param value the value; of a long string its beginning
     * @param size entries of a table, bytes of a string, else 0
     */
    record Item(LuaValue key, LuaValue value, long size) {
        /** So many bytes of a string count. */
        private static final int PREFIX = 200;

        static Item of(LuaValue key, LuaValue value) {
            if (value instanceof LuaString text) {
                // A copy: a slice would keep all of a long string in memory.
                LuaValue start =
                        text.m_length <= PREFIX ? text : LuaString.valueOf(text.m_bytes, text.m_offset, PREFIX);
                return new Item(key, start, text.m_length);
            }
            return new Item(key, value, value instanceof HomeTable table ? table.entryCount() : 0);
        }
    }
}
