package luahome.show;

import luahome.home.Utf8;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import luahome.home.HomeTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Reads out of a value what is going to be shown of it. For one value; raw entries only. */
final class NodeReader {
    /** Up to this size all entries are read to be sorted; of a larger table the first ones as they come. */
    private static final int SORTED = 1000;

    private final Limits limits;
    private final Map<LuaTable, Node.Table> seen = new IdentityHashMap<>();
    private int marks;
    private int budget;

    NodeReader(Limits limits) {
        this.limits = limits;
        this.budget = limits.total();
    }

    Node read(LuaValue value) {
        return read(value, 0);
    }

    private Node read(LuaValue value, int depth) {
        if (!(value instanceof LuaTable table)) {
            return new Node.Text(Literals.scalar(value, limits.stringBytes()));
        }
        Node.Table before = seen.get(table);
        if (before != null) {
            return new Node.Text(mark(table, before));
        }
        if (depth >= limits.depth() || budget <= 0) {
            return closed(table);
        }
        Node.Table node = new Node.Table(tag(table));
        seen.put(table, node);
        fill(node, table, depth);
        return node;
    }

    /** A name for a table that occurs again: its ID, or a mark that is also put at its first occurrence. */
    private String mark(LuaTable table, Node.Table first) {
        if (table instanceof HomeTable home && home.id() != 0) {
            return Literals.reference(table);
        }
        if (!first.tag().startsWith("&")) {
            marks++;
            first.tag(("&" + marks + " " + first.tag()).stripTrailing());
        }
        return first.tag().split(" ", 2)[0];
    }

    private static String tag(LuaTable table) {
        String id = table instanceof HomeTable home && home.id() != 0 ? Literals.reference(table) : "";
        LuaValue metatable = table.getmetatable();
        if (metatable instanceof LuaTable meta && meta.rawget("__name") instanceof LuaString name) {
            String text = Utf8.text(name.m_length > 40 ? name.substring(0, 40) : name);
            return id.isEmpty() ? text : id + " " + text;
        }
        return id;
    }

    private static Node closed(LuaTable table) {
        String tag = tag(table);
        String start = tag.isEmpty() ? "" : tag + " ";
        if (count(table) == 0) {
            return new Node.Text(start + "{}");
        }
        return new Node.Text(start + "{ … " + Count.of(count(table), "entry", "entries") + " }");
    }

    private void fill(Node.Table node, LuaTable table, int depth) {
        long size = count(table);
        int wanted = Math.min(limits.entries(), budget);
        List<Pair> pairs = new ArrayList<>();
        int read = size <= SORTED ? SORTED : wanted;
        each(table, read, pairs);
        pairs.sort(Comparator.comparing(Pair::key, KeyOrder.INSTANCE));
        int shown = Math.min(wanted, pairs.size());
        budget -= shown;
        int next = 1;
        for (Pair pair : pairs.subList(0, shown)) {
            Node value = read(pair.value, depth + 1);
            boolean item = pair.key.type() == LuaValue.TNUMBER && pair.key.todouble() == next;
            if (item) {
                next++;
            }
            node.add(new Node.Entry(item ? "" : Literals.key(pair.key, limits.stringBytes()), value));
        }
        node.left(Math.max(0, size - shown));
    }

    private static void each(LuaTable table, int limit, List<Pair> pairs) {
        if (limit <= 0) {
            return;
        }
        if (table instanceof HomeTable home) {
            home.forEach((key, value) -> {
                pairs.add(new Pair(key, value));
                return pairs.size() < limit;
            });
            return;
        }
        for (Varargs entry = first(table); entry != null && pairs.size() < limit; entry = after(table, entry.arg1())) {
            pairs.add(new Pair(entry.arg1(), entry.arg(2)));
        }
    }

    private static long count(LuaTable table) {
        if (table instanceof HomeTable home) {
            return home.entryCount();
        }
        long count = 0;
        for (Varargs entry = first(table); entry != null; entry = after(table, entry.arg1())) {
            count++;
        }
        return count;
    }

    private static @Nullable Varargs first(LuaTable table) {
        return after(table, LuaValue.NIL);
    }

    private static @Nullable Varargs after(LuaTable table, LuaValue key) {
        Varargs entry = table.next(key);
        return entry.arg1().isnil() ? null : entry;
    }

    private record Pair(LuaValue key, LuaValue value) {}
}
