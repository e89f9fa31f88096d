package luahome.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import luahome.browse.LineEditor;
import luahome.browse.Row;
import luahome.browse.ScreenContent;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

/** How frames of the browser are laid out. */
class BrowserRendererTest {
    private final BrowserRenderer plain = new BrowserRenderer(null);

    private static Row row(int depth, String name, LuaValue value) {
        return new Row(depth, name, LuaValue.valueOf(name), value, Row.Kind.PLAIN);
    }

    private static ScreenContent frame(
            List<Row> rows, String sought, ScreenContent.@Nullable Prompt prompt, @Nullable String note) {
        return new ScreenContent(
                "_home.some.path", "2/3", "by key", rows, 1, List.of(), sought, note, prompt, "? help", false);
    }

    private static LineEditor atEnd(String text) {
        return new LineEditor(text, text.length());
    }

    private static String text(BrowserRenderer.Drawing drawing) {
        StringBuilder all = new StringBuilder();
        drawing.lines()
                .forEach(line -> all.append(line.toString().stripTrailing()).append('\n'));
        return all.toString();
    }

    private static final List<Row> ROWS = List.of(
            row(0, "a", LuaValue.ONE),
            row(1, "[\"日本😀\"]", luahome.text.Utf8.bytes("日本 and 😀 and all of the rest")),
            row(2, "a name that is longer than half", LuaValue.TRUE));

    @Test
    void valuesStandInOneColumnAlsoBehindWideLetters() {
        assertEquals("""
                 _home.some.path                    2/3
                  a                 1
                    ["日本😀"]      "日本 and 😀 and al…
                      a name that…  true

                ? help
                """, text(plain.draw(frame(ROWS, "", null, null), 40, 6)));
    }

    @Test
    void noLineIsWiderOrMoreThanTheScreenHoweverSmall() {
        ScreenContent.Prompt prompt = new ScreenContent.Prompt("a long label = ", atEnd("日本語".repeat(20)));
        for (int columns = 1; columns < 90; columns++) {
            for (int lines = 1; lines < 9; lines++) {
                for (ScreenContent frame : List.of(frame(ROWS, "a", null, null), frame(ROWS, "", prompt, "a note"))) {
                    BrowserRenderer.Drawing drawing = plain.draw(frame, columns, lines);
                    assertEquals(lines, drawing.lines().size());
                    for (AttributedString line : drawing.lines()) {
                        assertTrue(line.columnLength() <= columns, columns + " columns: " + line);
                    }
                    assertTrue(drawing.line() >= 0 && drawing.line() < lines, () -> "line " + drawing.line());
                    assertTrue(drawing.column() >= 0 && drawing.column() < Math.max(columns, 2), "column");
                }
            }
        }
    }

    @Test
    void theEndOfALongPathIsShown() {
        ScreenContent frame = new ScreenContent(
                "_home.players[\"Ann Archer\"].inventory.bags[3].rope",
                "1000000/1000000",
                "as stored",
                ROWS,
                0,
                List.of(),
                "",
                null,
                null,
                "",
                false);
        assertEquals(
                " …nventory.bags[3].rope 1000000/1000000",
                text(plain.draw(frame, 40, 5)).lines().findFirst().get());
    }

    @Test
    void theCursorStandsWhereOneTypes() {
        ScreenContent.Prompt prompt = new ScreenContent.Prompt("n = ", atEnd("日1"));
        BrowserRenderer.Drawing drawing = plain.draw(frame(ROWS, "", prompt, "refused"), 40, 8);
        assertEquals(7, drawing.line());
        assertEquals(7, drawing.column());
        assertTrue(text(drawing).endsWith("refused\nn = 日1\n"), text(drawing));
    }

    @Test
    void whatWasSoughtStandsOut() {
        String raw =
                plain.draw(frame(ROWS, "AND", null, null), 60, 6).lines().get(2).toAnsi();
        assertTrue(raw.contains("\u001b[4;1mand"), raw.replace('\u001b', '~'));
        assertTrue(raw.startsWith("\u001b[7m"), raw.replace('\u001b', '~'));
    }
}
