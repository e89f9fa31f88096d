package luahome.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import luahome.home.Home.ListedTable;
import luahome.home.HomeTable;
import luahome.home.LuaPaths;
import luahome.home.Utf8;
import luahome.show.Literals;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Goes through all that is stored, table by table, without running code or keeping it in memory; Ctrl-C stops it. */
final class Search {
    /** So many places are shown; the others are counted. */
    private static final int SHOWN = 200;

    private static final int DETAIL = 60;

    private final Session session;

    Search(Session session) {
        this.session = session;
    }

    /** The entries in whose keys or strings a text occurs, capital and small letters being the same. */
    Found containing(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return where((key, value) -> contains(key, wanted) || contains(value, wanted));
    }

    private static boolean contains(LuaValue value, String wanted) {
        return value instanceof LuaString text && Utf8.text(text).toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** The entries that hold a table, or have it as their key. */
    Found referringTo(HomeTable table) {
        return where((key, value) -> key == table || value == table);
    }

    private Found where(Test test) {
        session.machine().clearInterrupt();
        List<String> lines = new ArrayList<>();
        long[] count = {0};
        List<ListedTable> tables = new ArrayList<>();
        session.home().tables(tables::add);
        for (ListedTable listed : tables) {
            HomeTable table = session.home().table(listed.info().id());
            if (table == null || session.machine().interrupted()) {
                break;
            }
            table.forEach((key, value) -> {
                if (test.holds(key, value) && count[0]++ < SHOWN) {
                    lines.add(listed.path() + LuaPaths.step(key) + " = " + Literals.brief(value, DETAIL));
                }
                return !session.machine().interrupted();
            });
        }
        return new Found(lines, count[0], session.machine().clearInterrupt());
    }

    /**
     * What was found.
     *
     * @param lines the first places, each with what is there
     * @param count how many places there are
     * @param stopped whether it was stopped before the end
     */
    record Found(List<String> lines, long count, boolean stopped) {}

    /** What is looked for. */
    @FunctionalInterface
    private interface Test {
        boolean holds(LuaValue key, LuaValue value);
    }
}
