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

    String text(Node node) {
        StringBuilder out = new StringBuilder();
        append(out, node, "", 0);
        return out.toString();
    }

    /** A table in several lines, even if it would fit in one. */
    String broken(Node.Table table) {
        StringBuilder out = new StringBuilder();
        appendBroken(out, table, "");
        return out.toString();
    }

    /**
     * Appends a node; {@code taken} columns of its first line are used by the indentation and what stands before it.
     */
    private void append(StringBuilder out, Node node, String indent, int taken) {
        String flat = flat(node, width - taken);
        if (flat != null) {
            out.append(flat);
            return;
        }
        if (node instanceof Node.Table table) {
            appendBroken(out, table, indent);
        } else if (node instanceof Node.Text text) {
            out.append(text.text());
        }
    }

    private void appendBroken(StringBuilder out, Node.Table table, String indent) {
        out.append(opening(table)).append('\n');
        String inner = indent + INDENT;
        int column = 0;
        for (Node.Entry entry : table.entries()) {
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

    private static @Nullable String smallItem(Node.Entry entry) {
        return entry.key().isEmpty() && entry.value() instanceof Node.Text text && text.text().length() <= SHORT
                ? text.text()
                : null;
    }

    /** The node in one line; null if that takes more columns than there are. */
    private static @Nullable String flat(Node node, int columns) {
        if (node instanceof Node.Text text) {
            return text.text();
        }
        StringBuilder out = new StringBuilder();
        return node instanceof Node.Table table && appendFlat(out, table, columns) ? out.toString() : null;
    }

    private static boolean appendFlat(StringBuilder out, Node.Table table, int columns) {
        out.append(opening(table));
        if (table.entries().isEmpty() && table.left() == 0) {
            out.append('}');
            return out.length() <= columns;
        }
        String separator = " ";
        for (Node.Entry entry : table.entries()) {
            out.append(separator);
            separator = ", ";
            if (!entry.key().isEmpty()) {
                out.append(entry.key()).append(" = ");
            }
            if (entry.value() instanceof Node.Text text) {
                out.append(text.text());
            } else if (entry.value() instanceof Node.Table inner && !appendFlat(out, inner, columns)) {
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

    private static String opening(Node.Table table) {
        return table.tag().isEmpty() ? "{" : table.tag() + " {";
    }

    private static String more(Node.Table table) {
        return "… " + table.left() + " more";
    }
}
