package luahome.browse;

import java.util.List;

/** What the browser says of its keys. */
final class KeyHelp {
    /** The lines, none wider than 40 columns. */
    static final List<String> LINES = List.of(
            "Up Down PgUp PgDn Home End   move",
            "Right    open a table, or go into it",
            "Left     close it, or go out of it",
            "Enter    open or close; change a value",
            "/ n N    search; next; the one before",
            "         (keys, strings, numbers, also",
            "         in tables that are closed)",
            "s        sort by key, type, value, size",
            "g        look at this table alone",
            "#        go to a table by its number",
            "b        go back",
            "e        change the value: any Lua",
            "         expression; nil removes it",
            "u        undo the last change",
            "y        copy the path as Lua",
            "q Esc    leave",
            "",
            "▸ closed   ▾ open   → open elsewhere:",
            "Right goes there");

    private KeyHelp() {}
}
