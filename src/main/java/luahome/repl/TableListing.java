package luahome.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import luahome.home.Home;
import luahome.home.Home.ListedTable;
import luahome.home.HomeTable;
import luahome.show.Columns;
import luahome.show.Literals;

/** Listings of the stored tables and of their entries. */
public final class TableListing {
    private static final int STRING_BYTES = 120;

    private TableListing() {}

    /**
     * All tables in the order of their IDs: ID, path, entries, bytes, under a heading.
     *
     * @param width columns of a line; longer paths lose their middle
     */
    public static List<String> lines(Home home, int width) {
        Columns columns = new Columns("rlrr").row("ID", "PATH", "ENTRIES", "BYTES");
        for (ListedTable table : all(home)) {
            columns.row(
                    Long.toString(table.info().id()),
                    table.path(),
                    Long.toString(table.info().entries()),
                    Long.toString(table.info().bytes()));
        }
        return columns.fit(1, width).lines();
    }

    /** All tables in the order of their IDs. */
    public static List<ListedTable> all(Home home) {
        List<ListedTable> tables = new ArrayList<>();
        home.tables(tables::add);
        return tables;
    }

    /**
     * Hands the entries of a table to the taker, each in one line like {@code name = "x"}, in the order of iteration.
     */
    public static void entries(HomeTable table, Consumer<String> taker) {
        table.forEach((key, value) -> {
            taker.accept(Literals.key(key, STRING_BYTES) + " = " + Literals.brief(value, STRING_BYTES));
            return true;
        });
    }
}
