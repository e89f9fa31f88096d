package luahome.show;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.home.value.LuaPaths;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * A table as Lua text to be edited, complete but for what cannot be written: all its entries, and those of the tables
 * in it, each after its number ({@code #3 { … }}). A table that occurs again, is too large or too deep, and a function,
 * is its number alone; what has no number and cannot be written is {@code kept(1)}, {@code kept(2)} and so on. Runs no
 * code.
 */
public final class EditableTable {
    /** A table of more entries is none for an editor. */
    public static final int MOST_ENTRIES = 5_000;

    /** A table in it of more entries is written as its number. */
    private static final int MOST_INSIDE = 1_000;

    /** So many entries are written altogether, before further tables are written as their numbers. */
    private static final int MOST_ALTOGETHER = 10_000;

    /** Tables deeper inside are written as their numbers; the compiler does not go much deeper than some 200. */
    private static final int DEEPEST = 50;

    /** Bytes of a string beyond which it is not written, and those of all strings. */
    private static final int LONGEST_STRING = 1 << 16;

    private static final int ALL_STRINGS = 1 << 21;

    private static final int WIDTH = 100;

    private final Set<HomeTable> opened = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<LuaValue> kept = new ArrayList<>();
    private final Deque<Opened> waiting = new ArrayDeque<>();
    private final String text;
    private int entries;
    private int stringBytes;
    private boolean numbered;

    /** Writes a table, of at most {@link #MOST_ENTRIES} entries. */
    public EditableTable(HomeTable table) {
        ShownNode.Table root = open(table, 0);
        // Breadth first, so that what hangs in several places is written out where it is least deep.
        for (Opened next = waiting.poll(); next != null; next = waiting.poll()) {
            fill(next);
        }
        text = new Layout(WIDTH).broken(root);
    }

    /** The text, without a newline at its end. */
    public String text() {
        return text;
    }

    /** The tables whose entries are written out, by identity. */
    public Set<HomeTable> opened() {
        return opened;
    }

    /** What {@code kept(1)} and so on stand for. */
    public List<LuaValue> kept() {
        return kept;
    }

    /** Whether a number stands alone somewhere. */
    public boolean numbered() {
        return numbered;
    }

    private ShownNode read(LuaValue value, HomeTable owner, int depth) {
        return switch (value.type()) {
            case LuaValue.TBOOLEAN, LuaValue.TNUMBER -> new ShownNode.Text(Literals.scalar(value, 0));
            case LuaValue.TSTRING ->
                fits((LuaString) value)
                        ? new ShownNode.Text(LuaPaths.quote((LuaString) value))
                        : new ShownNode.Text(kept(value, "a string of " + ((LuaString) value).m_length + " bytes"));
            case LuaValue.TTABLE -> {
                // A table of the system's, such as a library, is stored by its name and has no number.
                boolean own = value instanceof HomeTable table && (table.id() != 0 || owner.id() == 0);
                yield own && isOpened((HomeTable) value, depth)
                        ? open((HomeTable) value, depth)
                        : new ShownNode.Text(reference(value));
            }
            default -> new ShownNode.Text(reference(value));
        };
    }

    private boolean fits(LuaString string) {
        if (string.m_length > LONGEST_STRING || stringBytes + string.m_length > ALL_STRINGS) {
            return false;
        }
        stringBytes += string.m_length;
        return true;
    }

    private boolean isOpened(HomeTable table, int depth) {
        long size = table.entryCount();
        return depth < DEEPEST && size <= MOST_INSIDE && entries + size <= MOST_ALTOGETHER && !opened.contains(table);
    }

    private ShownNode.Table open(HomeTable table, int depth) {
        opened.add(table);
        entries += (int) table.entryCount();
        ShownNode.Table node = new ShownNode.Table(table.id() == 0 ? "" : Literals.reference(table));
        waiting.add(new Opened(table, node, depth));
        return node;
    }

    private void fill(Opened from) {
        List<Entries.Pair> pairs = new ArrayList<>(Entries.window(from.table, 0, MOST_ENTRIES));
        pairs.sort(Comparator.comparing(Entries.Pair::key, KeyOrder.INSTANCE));
        int next = 1;
        for (Entries.Pair pair : pairs) {
            boolean item = pair.key().type() == LuaValue.TNUMBER && pair.key().todouble() == next;
            next += item ? 1 : 0;
            String key = item ? "" : key(pair.key());
            from.node.add(new ShownNode.Entry(key, read(pair.value(), from.table, from.depth + 1)));
        }
    }

    private String key(LuaValue key) {
        boolean literal = switch (key.type()) {
            case LuaValue.TBOOLEAN, LuaValue.TNUMBER -> true;
            case LuaValue.TSTRING -> fits((LuaString) key);
            default -> false;
        };
        return literal ? Literals.key(key, Integer.MAX_VALUE) : "[" + reference(key) + "]";
    }

    /** What stands for a value that is not written out, with a comment on what it is. */
    private String reference(LuaValue value) {
        long number = value instanceof HomeTable table
                ? table.id()
                : value instanceof HomeFunction function ? function.number() : 0;
        String what = value instanceof LuaTable table
                ? "a table, " + Quantity.of(Entries.count(table), "entry", "entries")
                : Literals.scalar(value, 0);
        if (number == 0) {
            return kept(value, what);
        }
        numbered = true;
        String tag = "#" + number;
        return tag + comment(what.startsWith(tag) ? what.substring(tag.length()).strip() : what);
    }

    private String kept(LuaValue value, String what) {
        kept.add(value);
        return "kept(" + kept.size() + ")" + comment(what);
    }

    private static String comment(String what) {
        // What closes a comment must not stand in it, nor a half of that at its end.
        return " --[[" + what.replaceAll("\\](?=\\]|$)", "] ").replaceAll("[\r\n]", " ") + "]]";
    }

    /** A table whose entries are still to be read. */
    private record Opened(HomeTable table, ShownNode.Table node, int depth) {}
}
