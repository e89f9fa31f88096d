package luahome.show;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import luahome.home.value.HomeTable;
import luahome.text.Utf8;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Reads out of a value what is going to be shown of it. For one value; raw entries only. */
final class NodeReader {
    private final Limits limits;
    private final Map<LuaTable, ShownNode.Table> seen = new IdentityHashMap<>();
    private int marks;
    private int budget;
    private long skip;

    NodeReader(Limits limits) {
        this.limits = limits;
        this.budget = limits.total();
    }

    /**
     * What is shown of a value.
     *
     * @param skip how many of its entries were shown before
     */
    ShownNode read(LuaValue value, long skip) {
        this.skip = skip;
        return read(value, 0);
    }

    private ShownNode read(LuaValue value, int depth) {
        if (!(value instanceof LuaTable table)) {
            return new ShownNode.Text(Literals.scalar(value, limits.stringBytes()));
        }
        ShownNode.Table before = seen.get(table);
        if (before != null) {
            return new ShownNode.Text(mark(table, before));
        }
        if (depth >= limits.depth() || budget <= 0) {
            return closed(table);
        }
        ShownNode.Table node = new ShownNode.Table(tag(table));
        seen.put(table, node);
        fill(node, table, depth);
        return node;
    }

    /** A name for a table that occurs again: its ID, or a mark that is also put at its first occurrence. */
    private String mark(LuaTable table, ShownNode.Table first) {
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

    private static ShownNode closed(LuaTable table) {
        String tag = tag(table);
        String start = tag.isEmpty() ? "" : tag + " ";
        if (Entries.count(table) == 0) {
            return new ShownNode.Text(start + "{}");
        }
        return new ShownNode.Text(start + "{ … " + Quantity.of(Entries.count(table), "entry", "entries") + " }");
    }

    private void fill(ShownNode.Table node, LuaTable table, int depth) {
        long passed = depth == 0 ? skip : 0;
        List<Entries.Pair> pairs = Entries.window(table, passed, Math.min(limits.entries(), budget));
        budget -= pairs.size();
        // What goes on with a list shows where it does.
        int next = passed == 0 ? 1 : -1;
        for (Entries.Pair pair : pairs) {
            ShownNode value = read(pair.value(), depth + 1);
            boolean item = pair.key().type() == LuaValue.TNUMBER && pair.key().todouble() == next;
            if (item) {
                next++;
            }
            node.add(new ShownNode.Entry(item ? "" : Literals.key(pair.key(), limits.stringBytes()), value));
        }
        node.left(Math.max(0, Entries.count(table) - passed - pairs.size()));
    }
}
