package luahome.process;

import java.util.Locale;
import java.util.Map;

/**
 * What a terminal shows, as an SVG: dark, its text text, and the same for the same screen, byte by byte.
 *
 * <p>A cell is a long as {@link org.jline.builtins.ScreenTerminal} has it: the character in its lower half; in its
 * upper half, from the left, four bits that say whether there is a colour (the lowest) and a background, four bits for
 * bold, hidden, inverse and underlined, and twelve bits each of colour and background.
 */
final class Picture {
    private static final double CELL_WIDTH = 8.4;
    private static final int LINE_HEIGHT = 19;
    private static final int MARGIN = 18;

    private static final long BOLD = 0x0800_0000_0000_0000L;
    private static final long UNDERLINED = 0x0100_0000_0000_0000L;
    private static final long COLOURED = 0x1000_0000_0000_0000L;
    private static final int COLOUR_SHIFT = 44;
    private static final int COLOUR_MASK = 0xFFF;

    /** The terminal's basic colours, as they can be read on the picture's background. */
    private static final Map<Integer, String> COLOURS = Map.of(
            0x800, "#f38b8b",
            0x080, "#a6d98f",
            0x880, "#e8cf86",
            0x008, "#8ab4f8",
            0x808, "#cfa4f2",
            0x088, "#7fd6d0",
            0xccc, "#e4e7ee");

    private final long[] cells;
    private final int columns;
    private final StringBuilder out = new StringBuilder();

    private Picture(long[] cells, int columns) {
        this.cells = cells;
        this.columns = columns;
    }

    /**
     * Draws a screen, down to its last line that is not empty.
     *
     * @param cells row by row
     * @param title what it shows, for those who cannot see it
     */
    static String of(long[] cells, int columns, String title) {
        return new Picture(cells, columns).draw(title);
    }

    private String draw(String title) {
        int rows = cells.length / columns;
        while (rows > 0 && end(rows - 1) == 0) {
            rows--;
        }
        String size = "width=\"%d\" height=\"%d\""
                .formatted(Math.round(columns * CELL_WIDTH) + 2 * MARGIN, rows * LINE_HEIGHT + 2 * MARGIN);
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" ").append(size).append(" role=\"img\">\n");
        out.append("<title>").append(escaped(title)).append("</title>\n");
        out.append("""
                <style>
                text { font: 14px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d5dae5 }
                .b { font-weight: bold }
                .u { text-decoration: underline }
                </style>
                """);
        out.append("<rect ").append(size).append(" rx=\"8\" fill=\"#1d2029\"/>\n");
        for (int row = 0; row < rows; row++) {
            line(row);
        }
        return out.append("</svg>\n").toString();
    }

    /** Column behind the last character of a row that is not blank. */
    private int end(int row) {
        int end = columns;
        while (end > 0 && character(cells[row * columns + end - 1]) == ' ') {
            end--;
        }
        return end;
    }

    private void line(int row) {
        int end = end(row);
        if (end == 0) {
            return;
        }
        out.append("<text y=\"").append(MARGIN + row * LINE_HEIGHT + 14).append("\" xml:space=\"preserve\">");
        for (int from = 0; from < end; ) {
            int to = from + 1;
            while (to < end && look(row, to).equals(look(row, from))) {
                to++;
            }
            run(row, from, to);
            from = to;
        }
        out.append("</text>\n");
    }

    /** Characters that look the same; their place and width are given, so that columns stand in any font. */
    private void run(int row, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int column = from; column < to; column++) {
            text.append(character(cells[row * columns + column]));
        }
        out.append(String.format(
                Locale.ROOT,
                "<tspan x=\"%.1f\" textLength=\"%.1f\"%s>",
                MARGIN + from * CELL_WIDTH,
                (to - from) * CELL_WIDTH,
                look(row, from)));
        out.append(escaped(text.toString())).append("</tspan>");
    }

    private String look(int row, int column) {
        long cell = cells[row * columns + column];
        String classes = ((cell & BOLD) != 0 ? "b" : "") + ((cell & UNDERLINED) != 0 ? "u" : "");
        int colour = (int) (cell >>> COLOUR_SHIFT) & COLOUR_MASK;
        String fill = COLOURS.getOrDefault(colour, "#%03x".formatted(colour));
        return (classes.isEmpty() ? "" : " class=\"" + String.join(" ", classes.split("")) + "\"")
                + ((cell & COLOURED) == 0 ? "" : " style=\"fill:" + fill + "\"");
    }

    private static char character(long cell) {
        char character = (char) cell;
        return character == 0 ? ' ' : character;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
