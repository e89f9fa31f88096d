package luahome.command;

import java.util.ArrayList;
import java.util.List;
import luahome.home.Home;
import luahome.home.Home.ListedTable;
import luahome.home.value.HomeTable;
import luahome.home.value.LuaPaths;
import luahome.lookup.TableListing;
import luahome.show.Literals;
import luahome.text.TextMatcher;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Goes through all that is stored, table by table, without running code or keeping it in memory; Ctrl-C stops it. */
public final class StoreSearch {
    /** So many places are shown; the others are counted. */
    private static final int SHOWN = 200;

    private static final int DETAIL = 60;

    private final Context context;

    /** A search for a command. */
    public StoreSearch(Context context) {
        this.context = context;
    }

    /** The entries in whose keys or strings a text occurs, capital and small letters being the same. */
    public Found containing(String text) {
        TextMatcher wanted = new TextMatcher(text);
        return where((key, value) -> contains(key, wanted) || contains(value, wanted));
    }

    private static boolean contains(LuaValue value, TextMatcher wanted) {
        return value instanceof LuaString text && wanted.isIn(text);
    }

    /** The entries that hold a table, or have it as their key. */
    public Found referringTo(HomeTable table) {
        return where((key, value) -> key == table || value == table);
    }

    private Found where(Test test) {
        Home home = context.session().home();
        List<ListedTable> tables;
        try (CommandWork work = CommandWork.begin(context, "listing", "tables")) {
            tables = TableListing.all(home, work);
        }
        List<String> lines = new ArrayList<>();
        long[] count = {0};
        long done = 0;
        try (CommandWork work = CommandWork.begin(context, "searching", "tables")) {
            for (ListedTable listed : tables) {
                HomeTable table = home.table(listed.info().id());
                if (table == null || work.stopping()) {
                    break;
                }
                work.at(++done, tables.size());
                table.forEach((key, value) -> {
                    if (test.holds(key, value) && count[0]++ < SHOWN) {
                        lines.add(listed.path() + LuaPaths.step(key) + " = " + Literals.brief(value, DETAIL));
                    }
                    return !work.stopping();
                });
            }
        }
        return new Found(lines, count[0], context.session().machine().clearInterrupt());
    }

    /**
     * What was found.
     *
     * @param lines the first places, each with what is there
     * @param count how many places there are
     * @param stopped whether it was stopped before the end
     */
    public record Found(List<String> lines, long count, boolean stopped) {}

    /** What is looked for. */
    @FunctionalInterface
    private interface Test {
        boolean holds(LuaValue key, LuaValue value);
    }
}
