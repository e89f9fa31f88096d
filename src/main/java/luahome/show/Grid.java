package luahome.show;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import luahome.home.value.HomeTable;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * A list of records as rows and columns: the fields' names and types as the head, one record a row, numbers to the
 * right. Of a long list the middle is left out, of a wide one the last columns; a line below says what is missing.
 */
public final class Grid {
    /** A record with more fields is none of a grid. */
    private static final int FIELDS = 50;

    /** Longer cells lose their middle. */
    private static final int WIDEST = 40;

    private static final int NARROWEST = 8;
    private static final String GAP = "  ";
    private static final String GAP_MARK = "·";

    private final List<Entries.Pair> rows = new ArrayList<>();
    /** What is shown of each row that is a record, so that no record is read as a whole. */
    private final List<Map<LuaValue, LuaValue>> records = new ArrayList<>();

    private final List<LuaValue> fields;
    private final boolean scalars;
    private final int width;
    private final long size;
    private final long skip;
    /** Index of the row before which some are left out; -1 if none are. */
    private final int gap;

    private Grid(LuaTable table, long skip, Size room) {
        this.width = room.width();
        int most = room.rows();
        this.skip = skip;
        size = Entries.count(table);
        List<Entries.Pair> first = Entries.window(table, skip, most);
        boolean middle = skip == 0 && size > most && Entries.sorts(table);
        gap = middle ? most / 2 : -1;
        rows.addAll(middle ? first.subList(0, most / 2) : first);
        if (middle) {
            rows.addAll(Entries.window(table, size - most / 2, most / 2));
        }
        Set<LuaValue> names = new TreeSet<>(KeyOrder.INSTANCE);
        boolean other = false;
        for (Entries.Pair row : rows) {
            Map<LuaValue, LuaValue> read = new HashMap<>();
            if (row.value() instanceof LuaTable record) {
                Entries.window(record, 0, FIELDS).forEach(field -> read.put(field.key(), field.value()));
            } else {
                other = true;
            }
            names.addAll(read.keySet());
            records.add(read);
        }
        fields = List.copyOf(new LinkedHashSet<>(names));
        scalars = other;
    }

    /**
     * The grid that a value makes by itself: a list of two or more records that have most of their fields in common;
     * null if it is nothing of that kind. Only records that would be shown are looked at.
     */
    public static @Nullable Grid ofSimilar(LuaValue value, Size room) {
        if (!(value instanceof LuaTable table) || Entries.count(table) < 2 || !isRecord(Entries.window(table, 0, 1))) {
            return null;
        }
        Grid grid = new Grid(table, 0, room);
        return grid.isListOfSimilar() ? grid : null;
    }

    /** The grid of any table: its entries are the rows, whatever they are; null for other values. */
    public static @Nullable Grid of(LuaValue value, long skip, Size room) {
        return value instanceof LuaTable table ? new Grid(table, skip, room) : null;
    }

    /** How many rows are shown, from the first one on, without a gap. */
    public long until() {
        return skip + (gap >= 0 ? gap : rows.size());
    }

    /** How many rows are not shown from there on. */
    public long left() {
        return gap >= 0 ? size - rows.size() : size - skip - rows.size();
    }

    private static boolean isRecord(List<Entries.Pair> rows) {
        return rows.size() == 1
                && rows.get(0).key().type() == LuaValue.TNUMBER
                && rows.get(0).value() instanceof LuaTable record
                && Entries.count(record) > 0;
    }

    private boolean isListOfSimilar() {
        if (scalars || fields.isEmpty() || fields.size() > FIELDS) {
            return false;
        }
        int index = 1;
        long filled = 0;
        for (int i = 0; i < rows.size(); i++) {
            index = i == gap ? (int) (size - rows.size() + gap) + 1 : index;
            if (rows.get(i).key().type() != LuaValue.TNUMBER
                    || rows.get(i).key().todouble() != index++) {
                return false;
            }
            filled += Entries.count((LuaTable) rows.get(i).value());
        }
        boolean named = fields.stream().allMatch(field -> field.type() == LuaValue.TSTRING);
        return named && 2 * filled > (long) rows.size() * fields.size();
    }

    /** The lines: head, types, a rule, the rows, and what is missing. */
    public List<String> lines() {
        List<Column> columns = new ArrayList<>();
        columns.add(keys());
        if (rows.stream().anyMatch(row -> row.value() instanceof HomeTable table && table.id() != 0)) {
            columns.add(ids());
        }
        if (scalars) {
            columns.add(values());
        }
        int fixed = columns.size();
        for (LuaValue field : fields) {
            columns.add(column(field));
        }
        int shown = fit(columns, fixed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size() + 3; i++) {
            if (i == gap + 3 && gap >= 0) {
                lines.add(line(columns.subList(0, shown), -1));
            }
            lines.add(line(columns.subList(0, shown), i));
        }
        footer(lines, columns.subList(shown, columns.size()));
        return lines;
    }

    private Column keys() {
        Column column = new Column("", "");
        boolean numbers = rows.stream().allMatch(row -> row.key().type() == LuaValue.TNUMBER);
        column.right = numbers;
        rows.forEach(row -> column.cells.add(plain(row.key(), false)));
        return column;
    }

    private Column ids() {
        Column column = new Column("#", "");
        rows.forEach(row -> column.cells.add(
                row.value() instanceof HomeTable table && table.id() != 0 ? Literals.reference(table) : ""));
        return column;
    }

    private Column values() {
        List<LuaValue> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(row.value() instanceof LuaTable ? LuaValue.NIL : row.value()));
        return column("value", cells);
    }

    private Column column(LuaValue field) {
        List<LuaValue> cells = new ArrayList<>();
        records.forEach(record -> cells.add(record.getOrDefault(field, LuaValue.NIL)));
        return column(plain(field, false), cells);
    }

    private static Column column(String name, List<LuaValue> values) {
        Set<String> types = new LinkedHashSet<>();
        values.forEach(value -> {
            if (!value.isnil()) {
                types.add(value.typename());
            }
        });
        boolean mixed = types.size() > 1;
        Column column = new Column(
                name,
                mixed ? "mixed" : types.isEmpty() ? "nil" : types.iterator().next());
        column.right = !mixed && types.contains("number");
        values.forEach(value -> column.cells.add(value.isnil() ? "" : plain(value, mixed)));
        return column;
    }

    /** A value for a cell: a string without quotes, unless the types in its column differ. */
    private static String plain(LuaValue value, boolean quoted) {
        if (value instanceof LuaString text && !quoted) {
            StringBuilder out = new StringBuilder();
            int taken = Utf8.appendEscaped(out, text, 2 * WIDEST);
            return (taken < text.m_length ? out + "…" : out.toString()).replace("\\\"", "\"");
        }
        return Literals.brief(value, 2 * WIDEST);
    }

    /** Makes cells narrower until all columns fit, as far as that goes; answers how many then do. */
    private int fit(List<Column> columns, int fixed) {
        int cap = WIDEST;
        while (cap > NARROWEST && total(columns, columns.size(), cap) > width) {
            cap--;
        }
        for (Column column : columns) {
            column.cap(cap);
        }
        int shown = columns.size();
        while (shown > fixed + 1 && total(columns, shown, cap) > width) {
            shown--;
        }
        return shown;
    }

    private static int total(List<Column> columns, int count, int cap) {
        int total = -GAP.length();
        for (Column column : columns.subList(0, count)) {
            total += GAP.length() + Math.min(cap, column.width());
        }
        return total;
    }

    private static String line(List<Column> columns, int index) {
        StringBuilder line = new StringBuilder();
        for (Column column : columns) {
            line.append(line.isEmpty() && column == columns.get(0) ? "" : GAP).append(column.padded(index));
        }
        return line.toString().stripTrailing();
    }

    private void footer(List<String> lines, List<Column> hidden) {
        if (rows.size() < size) {
            String which = skip > 0
                    ? "rows " + (skip + 1) + " to " + (skip + rows.size()) + " of " + size
                    : rows.size() + " of " + Quantity.of(size, "row", "rows");
            lines.add(which + (left() > 0 ? "; :more shows what follows on row " + until() : ""));
        }
        if (!hidden.isEmpty()) {
            List<String> names = hidden.stream().map(column -> column.name).toList();
            lines.add(TextWidth.elided(
                    Quantity.of(names.size(), "column", "columns") + " not shown: " + String.join(", ", names),
                    Math.max(NARROWEST, width)));
        }
    }

    /**
     * How large a grid may be.
     *
     * @param width columns of a line
     * @param rows how many rows are shown at once; of more, half from each end
     */
    public record Size(int width, int rows) {}

    /** A column while it is put together. */
    private static final class Column {
        private final String name;
        private final String type;
        private final List<String> cells = new ArrayList<>();
        private boolean right;
        private int cap = WIDEST;

        Column(String name, String type) {
            this.name = name;
            this.type = type;
        }

        int width() {
            int widest = Math.max(TextWidth.of(name), TextWidth.of(type));
            for (String cell : cells) {
                widest = Math.max(widest, TextWidth.of(cell));
            }
            return Math.max(1, widest);
        }

        void cap(int columns) {
            cap = columns;
        }

        /** A cell, filled up: 0 and 1 are the head, 2 is the rule, then come the rows; -1 stands for those left out. */
        String padded(int index) {
            int columns = Math.min(cap, width());
            if (index == 2) {
                return "─".repeat(columns);
            }
            String text = index < 0 ? GAP_MARK : index == 0 ? name : index == 1 ? type : cells.get(index - 3);
            String cell = TextWidth.elided(text, columns);
            String padding = " ".repeat(columns - TextWidth.of(cell));
            return right ? padding + cell : cell + padding;
        }
    }
}
