package luahome.show;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under each other in columns: the first row is the heading, two blanks between columns. */
public final class Columns {
    private static final String GAP = "  ";

    /** The least width that a column is brought down to. */
    private static final int NARROWEST = 12;

    private final boolean[] right;
    private final int[] widths;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * An empty listing.
     *
     * @param alignment one letter a column: {@code l} for left, {@code r} for right
     */
    public Columns(String alignment) {
        right = new boolean[alignment.length()];
        widths = new int[alignment.length()];
        for (int i = 0; i < right.length; i++) {
            right[i] = alignment.charAt(i) == 'r';
        }
    }

    /** Adds a row, which has one cell for every column. */
    public Columns row(String... cells) {
        measure(cells);
        rows.add(cells.clone());
        return this;
    }

    /** Makes the columns wide enough for a row that is not kept, but asked for later by {@link #line}. */
    public void measure(String... cells) {
        if (cells.length != widths.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + widths.length + " columns");
        }
        for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], TextWidth.of(cells[i]));
        }
    }

    /**
     * Makes a column narrower, by leaving out the middle of what stands in it, until the lines fit in a width; but not
     * so narrow that nothing can be made out.
     */
    public Columns fit(int column, int width) {
        int all = GAP.length() * (widths.length - 1);
        for (int columns : widths) {
            all += columns;
        }
        if (all > width) {
            widths[column] = Math.min(widths[column], Math.max(NARROWEST, widths[column] - (all - width)));
        }
        return this;
    }

    /** The lines of the rows that were added. */
    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    /** The line of a row, without blanks at its end. */
    public String line(String... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String cell = TextWidth.elided(cells[i], widths[i]);
            String padding = " ".repeat(widths[i] - TextWidth.of(cell));
            line.append(i == 0 ? "" : GAP);
            line.append(right[i] ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }
}
