package luahome.lookup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.home.Home;
import luahome.home.Home.ListedTable;
import luahome.home.value.HomeTable;
import luahome.show.Columns;
import luahome.show.Literals;
import luahome.store.Progress;
import org.jspecify.annotations.Nullable;

/** Listings of the stored tables and of their entries. */
public final class TableListing {
    private static final int STRING_BYTES = 120;
    private static final String[] HEADING = {"ID", "PATH", "ENTRIES", "BYTES"};

    private TableListing() {}

    /**
     * Writes all tables in the order of their IDs: ID, path, entries, bytes, under a heading.
     *
     * @param width columns of a line; longer paths lose their middle
     */
    public static void write(Home home, int width, Consumer<String> taker) {
        write(all(home), Choice.ALL, width, taker);
    }

    /** The same of some of these tables, or in another order. */
    public static void write(List<ListedTable> all, Choice choice, int width, Consumer<String> taker) {
        List<ListedTable> tables = new ArrayList<>(all);
        tables.removeIf(table -> !table.path().contains(choice.text()));
        tables.sort(choice.order());
        // There may be so many that their lines had no room in memory: each is made twice instead.
        Columns columns = new Columns("rlrr");
        columns.measure(HEADING);
        tables.forEach(table -> columns.measure(cells(table)));
        columns.fit(1, width);
        taker.accept(columns.line(HEADING));
        tables.forEach(table -> taker.accept(columns.line(cells(table))));
    }

    private static String[] cells(ListedTable table) {
        return new String[] {
            Long.toString(table.info().id()),
            table.path(),
            Long.toString(table.info().entries()),
            Long.toString(table.info().bytes())
        };
    }

    /** All tables in the order of their IDs. */
    public static List<ListedTable> all(Home home) {
        return all(home, Progress.NONE);
    }

    /** The same, as long work. */
    public static List<ListedTable> all(Home home, Progress progress) {
        List<ListedTable> tables = new ArrayList<>();
        long count = home.tableCount();
        home.tables(
                table -> {
                    progress.at(count, count);
                    return tables.add(table);
                },
                progress);
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

    /**
     * Which tables are listed, and in what order.
     *
     * @param text what their paths contain
     */
    public record Choice(Comparator<ListedTable> order, String text) {
        /** All, by their IDs. */
        static final Choice ALL =
                new Choice(Comparator.comparingLong(table -> table.info().id()), "");

        private static final Pattern WORDS = Pattern.compile("(?:by\\s+(\\S+)\\s*)?(?:like\\s+(.+))?");

        /**
         * What the words ask for: {@code by bytes like jobs}; null if they are no choice, but a table.
         *
         * @throws CommandException if there is no such column
         */
        public static @Nullable Choice of(String words) throws CommandException {
            Matcher matcher = WORDS.matcher(words);
            if (!matcher.matches()) {
                return null;
            }
            String text = matcher.group(2) == null ? "" : matcher.group(2);
            return new Choice(matcher.group(1) == null ? ALL.order() : order(matcher.group(1)), text);
        }

        private static Comparator<ListedTable> order(String column) throws CommandException {
            return switch (column) {
                case "id" -> ALL.order();
                case "path" -> Comparator.comparing(ListedTable::path, NaturalOrder.INSTANCE);
                case "entries" ->
                    Comparator.comparingLong(table -> -table.info().entries());
                case "bytes" -> Comparator.comparingLong(table -> -table.info().bytes());
                default ->
                    throw new CommandException("not a column: " + column + "; sort by id, path, entries or bytes");
            };
        }
    }
}
