package luahome.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import luahome.browse.LineEditor;
import luahome.browse.Row;
import luahome.browse.ScreenContent;
import luahome.console.Console.EntryHelp.Look;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** Lays the frames of the browser out for a screen: a title, a row in each line, and a last line. Has no state. */
final class BrowserRenderer {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final String ELLIPSIS = "…";

    /** On a narrower screen the title says less. */
    private static final int WIDE = 60;

    /** The column of the values is a multiple of this, so that it does not move with each step. */
    private static final int TAB = 4;

    private final @Nullable Theme theme;

    /** @param theme null where there are no colours */
    BrowserRenderer(@Nullable Theme theme) {
        this.theme = theme;
    }

    /** The screen: as many lines as there are, none wider than the columns. */
    Drawing draw(ScreenContent frame, int columns, int lines) {
        List<AttributedString> all = new ArrayList<>();
        all.add(title(frame, columns));
        int valueColumn = valueColumn(frame.rows(), columns);
        Pattern sought = frame.sought().isEmpty()
                ? null
                : Pattern.compile(Pattern.quote(frame.sought()), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        for (int i = 0; i < frame.rows().size(); i++) {
            all.add(row(frame.rows().get(i), i == frame.at(), valueColumn, columns, sought));
        }
        frame.help().forEach(line -> all.add(cut(line, columns, PLAIN)));
        int below = frame.note() == null ? 1 : 2;
        while (all.size() > Math.max(1, lines - below)) {
            all.remove(all.size() - 1);
        }
        while (all.size() < lines - below) {
            all.add(AttributedString.EMPTY);
        }
        AttributedStyle tone = frame.failed() ? style(Look.WRONG) : PLAIN;
        if (frame.note() != null) {
            all.add(cut(frame.note(), columns, tone));
        }
        int cursor = 0;
        if (frame.prompt() == null) {
            all.add(cut(frame.status(), columns, tone));
        } else {
            Typed typed = typed(frame.prompt(), columns);
            all.add(typed.line());
            cursor = typed.cursor();
        }
        List<AttributedString> fitting = new ArrayList<>(all.subList(Math.max(0, all.size() - lines), all.size()));
        int line =
                frame.prompt() == null ? Math.min(fitting.size() - 1, 1 + Math.max(0, frame.at())) : fitting.size() - 1;
        return new Drawing(fitting, line, cursor);
    }

    private AttributedStyle style(Look look) {
        return theme == null ? PLAIN : theme.style(look);
    }

    private static AttributedString title(ScreenContent frame, int columns) {
        String right = " " + frame.position() + (columns < WIDE ? "" : " " + frame.order()) + " ";
        AttributedString path = new AttributedString(frame.path());
        int room = Math.max(1, columns - right.length() - 1);
        int length = path.columnLength();
        AttributedStringBuilder title =
                new AttributedStringBuilder().style(AttributedStyle.INVERSE).append(" ");
        if (length > room) {
            // The end of a path says where one is.
            title.append(ELLIPSIS)
                    .append(path.columnSubSequence(length - room + 1, length).toString());
        } else {
            title.append(path.toString());
        }
        pad(title, columns - right.length());
        return title.append(right).toAttributedString().columnSubSequence(0, columns);
    }

    private static void pad(AttributedStringBuilder line, int columns) {
        int missing = columns - line.columnLength();
        if (missing > 0) {
            line.append(" ".repeat(missing));
        }
    }

    private static int valueColumn(List<Row> rows, int columns) {
        int widest = rows.stream()
                .mapToInt(row -> start(row, columns).columnLength())
                .max()
                .orElse(0);
        int column = (widest + 2 + TAB - 1) / TAB * TAB;
        return Math.min(column, Math.max(TAB, columns / 2));
    }

    private static AttributedString start(Row row, int columns) {
        String mark = switch (row.kind()) {
            case PLAIN -> "  ";
            case CLOSED -> "▸ ";
            case OPEN -> "▾ ";
            case ELSEWHERE -> "→ ";
        };
        // Deep down there is no room for all of the indentation.
        return new AttributedString(" ".repeat(Math.min(2 * row.depth(), columns / 4)) + mark + row.name());
    }

    private AttributedString row(Row row, boolean at, int valueColumn, int columns, @Nullable Pattern sought) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        AttributedStyle base = at ? AttributedStyle.INVERSE : PLAIN;
        line.append(cut(start(row, columns), valueColumn - 2, base).toString(), base);
        line.style(base);
        pad(line, valueColumn);
        line.append(row.text(), at ? base : style(look(row.value())));
        if (sought != null) {
            line.styleMatches(sought, base.bold().underline());
        }
        AttributedStringBuilder whole =
                new AttributedStringBuilder().append(cut(line.toAttributedString(), columns, base));
        if (at) {
            whole.style(base);
            pad(whole, columns);
        }
        return whole.toAttributedString();
    }

    private static Look look(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TTABLE -> Look.STORED;
            case LuaValue.TFUNCTION -> Look.GLOBAL;
            case LuaValue.TSTRING -> Look.STRING;
            case LuaValue.TNUMBER -> Look.NUMBER;
            default -> Look.KEYWORD;
        };
    }

    /** A text whose end is left out if it is too wide. */
    private static AttributedString cut(AttributedString text, int columns, AttributedStyle style) {
        if (text.columnLength() <= columns) {
            return text;
        }
        return new AttributedStringBuilder()
                .append(text.columnSubSequence(0, Math.max(0, columns - 1)))
                .append(columns > 0 ? ELLIPSIS : "", style)
                .toAttributedString();
    }

    private static AttributedString cut(String text, int columns, AttributedStyle style) {
        return cut(new AttributedString(text, style), columns, style);
    }

    private static Typed typed(ScreenContent.Prompt prompt, int columns) {
        String label = cut(prompt.label(), columns / 2, PLAIN).toString();
        LineEditor line = prompt.line();
        int room = columns - width(label) - 1;
        int start = 0;
        while (start < line.cursor() && width(line.text().substring(start, line.cursor())) > room) {
            start = line.text().offsetByCodePoints(start, 1);
        }
        String shown = label + line.text().substring(start);
        int cursor = width(label + line.text().substring(start, line.cursor()));
        return new Typed(new AttributedString(shown).columnSubSequence(0, columns), cursor);
    }

    private static int width(String text) {
        return new AttributedString(text).columnLength();
    }

    /**
     * A screen.
     *
     * @param lines belong to the receiver, who may change the list
     * @param line the cursor's line, from 0
     * @param column the cursor's column, from 0
     */
    record Drawing(List<AttributedString> lines, int line, int column) {}

    private record Typed(AttributedString line, int cursor) {}
}
