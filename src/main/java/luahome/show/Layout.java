package luahome.show;

import org.jspecify.annotations.Nullable;

/** Puts nodes in lines: a table stands in one line if it fits, else one entry a line, short list items side by side. */
final class Layout {
    private static final String INDENT = "  ";

    /** The longest list item that is put beside others. */
    private static final int SHORT = 20;

    private final int width;

    /** @param width columns of a line */
    Layout(int width) {
        this.width = width;
    }

    String text(ShownNode node) {
        StringBuilder out = new StringBuilder();
        append(out, node, "", 0);
        return out.toString();
    }

    /** A table in several lines, even if it would fit in one. */
    String broken(ShownNode.Table table) {
        StringBuilder out = new StringBuilder();
        appendBroken(out, table, "");
        return out.toString();
    }

    /**
     * Appends a node; {@code taken} columns of its first line are used by the indentation and what stands before it.
     */
    private void append(StringBuilder out, ShownNode node, String indent, int taken) {
        String flat = flat(node, width - taken);
        if (flat != null) {
            out.append(flat);
            return;
        }
        if (node instanceof ShownNode.Table table) {
            appendBroken(out, table, indent);
        } else if (node instanceof ShownNode.Text text) {
            out.append(text.text());
        }
    }

    private void appendBroken(StringBuilder out, ShownNode.Table table, String indent) {
        out.append(opening(table)).append('\n');
        String inner = indent + INDENT;
        int column = 0;
        for (ShownNode.Entry entry : table.entries()) {
            String small = smallItem(entry);
            if (small != null && column > 0 && column + 2 + small.length() <= width) {
                out.setLength(out.length() - 1);
                out.append(' ').append(small).append(",\n");
                column += small.length() + 2;
                continue;
            }
            String key = entry.key().isEmpty() ? "" : entry.key() + " = ";
            out.append(inner).append(key);
            append(out, entry.value(), inner, inner.length() + key.length() + 1);
            out.append(",\n");
            column = small == null ? 0 : inner.length() + small.length() + 1;
        }
        if (table.left() > 0) {
            out.append(inner).append(more(table)).append('\n');
        }
        out.append(indent).append('}');
    }

    private static @Nullable String smallItem(ShownNode.Entry entry) {
        return entry.key().isEmpty()
                        && entry.value() instanceof ShownNode.Text text
                        && text.text().length() <= SHORT
                ? text.text()
                : null;
    }

    /** The node in one line; null if that takes more columns than there are. */
    private static @Nullable String flat(ShownNode node, int columns) {
        if (node instanceof ShownNode.Text text) {
            return text.text();
        }
        StringBuilder out = new StringBuilder();
        return node instanceof ShownNode.Table table && appendFlat(out, table, columns) ? out.toString() : null;
    }

    private static boolean appendFlat(StringBuilder out, ShownNode.Table table, int columns) {
        out.append(opening(table));
        if (table.entries().isEmpty() && table.left() == 0) {
            out.append('}');
            return out.length() <= columns;
        }
        String separator = " ";
        for (ShownNode.Entry entry : table.entries()) {
            out.append(separator);
            separator = ", ";
            if (!entry.key().isEmpty()) {
                out.append(entry.key()).append(" = ");
            }
            if (entry.value() instanceof ShownNode.Text text) {
                out.append(text.text());
            } else if (entry.value() instanceof ShownNode.Table inner && !appendFlat(out, inner, columns)) {
                return false;
            }
            if (out.length() > columns) {
                return false;
            }
        }
        if (table.left() > 0) {
            out.append(separator).append(more(table));
        }
        out.append(" }");
        return out.length() <= columns;
    }

    private static String opening(ShownNode.Table table) {
        return table.tag().isEmpty() ? "{" : table.tag() + " {";
    }

    private static String more(ShownNode.Table table) {
        return "… " + table.left() + " more";
    }
}
