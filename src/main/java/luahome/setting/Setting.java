package luahome.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a session, as data: what each is called, which values it takes, which it has by itself, and what it
 * is about. None of them names a program or runs code, since a workspace that keeps some may come from others.
 */
public enum Setting {
    /** How deep results go. */
    DEPTH(new Range(1, 100), "4", "how many tables inside each other a result opens"),
    /** How long results are. */
    ENTRIES(new Range(1, 10_000), "50", "how many entries of one table a result shows"),
    /** How long strings in results are. */
    STRINGS(new Range(10, 1_000_000), "1000", "how many bytes of a string a result shows"),
    /** How wide results are. */
    WIDTH(new Range(20, 10_000, "auto"), "auto", "columns of a line; auto: as the terminal has"),
    /** Whether there are grids without being asked for. */
    GRID(Choice.ON_OFF, "on", "show a list of similar records as rows and columns"),
    /** How long grids are. */
    ROWS(new Range(2, 10_000), "40", "how many rows of a grid are shown at once"),
    /** Whether long output is paged. */
    PAGER(Choice.ON_OFF, "on", "show page by page what does not fit on the screen"),
    /** Whether there are colours. */
    COLOR(new Choice("auto", "always", "never"), "auto", "colours at the terminal; auto heeds NO_COLOR"),
    /** Which colours there are. */
    THEME(new Choice("auto", "dark", "light"), "auto", "the background for colours; auto heeds COLORFGBG"),
    /** Whether there is a line of help. */
    HINTS(Choice.ON_OFF, "on", "explain below the entry what is being written"),
    /** Whether there is ghost text. */
    SUGGESTIONS(Choice.ON_OFF, "on", "show how an earlier entry goes on, in faint letters"),
    /** How the prompt looks. */
    PROMPT(new Choice("name", "path", "short"), "name", "what the prompt tells of the workspace"),
    /** How much is remembered of what is typed. */
    HISTORY(new Range(0, 100_000), "10000", "how many entries are remembered; 0 adds no more");

    /** The values of what is on or off. */
    static final String ON = "on";

    /** The value that is worked out from what is around. */
    static final String AUTO = "auto";

    /** What is typed in place of a value to take the standard one again. */
    public static final String DEFAULT = "default";

    private final Kind kind;
    private final String standard;
    private final String help;

    Setting(Kind kind, String standard, String help) {
        this.kind = kind;
        this.standard = standard;
        this.help = help;
    }

    /** What is typed. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value that it has unless it is set. */
    public String standard() {
        return standard;
    }

    /** What it is about, in one line. */
    public String help() {
        return help;
    }

    /** Which values it takes. */
    public Kind kind() {
        return kind;
    }

    /** The setting of that name; null if there is none. */
    public static @Nullable Setting named(String title) {
        for (Setting setting : values()) {
            if (setting.title().equals(title)) {
                return setting;
            }
        }
        return null;
    }

    /** Which values a setting takes. */
    public sealed interface Kind {
        /** Whether it takes that one. */
        boolean takes(String value);

        /** What it takes, to stand behind "takes". */
        String description();

        /** The values that are words. */
        List<String> words();
    }

    /** One of a few words. */
    record Choice(List<String> words) implements Kind {
        private static final Choice ON_OFF = new Choice(ON, "off");

        Choice(String... words) {
            this(List.of(words));
        }

        @Override
        public boolean takes(String value) {
            return words.contains(value);
        }

        @Override
        public String description() {
            int last = words.size() - 1;
            return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
        }
    }

    /** A whole number, or one of a few words. */
    record Range(int least, int most, List<String> words) implements Kind {
        Range(int least, int most, String... words) {
            this(least, most, List.of(words));
        }

        @Override
        public boolean takes(String value) {
            if (words.contains(value)) {
                return true;
            }
            // More digits than the largest number has would not be an int.
            return value.matches("0|[1-9][0-9]{0,8}")
                    && Integer.parseInt(value) >= least
                    && Integer.parseInt(value) <= most;
        }

        @Override
        public String description() {
            List<String> all = new ArrayList<>(words);
            all.add("a number from " + least + " to " + most);
            return String.join(" or ", all);
        }
    }
}
