package luahome.console;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import luahome.browse.Browser;
import luahome.lua.lib.file.StandardStreams;
import luahome.session.Work;
import luahome.setting.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The seam between a session and whoever sits in front of it: a terminal, plain streams, or a script of a test.
 *
 * <p>Used on the Lua thread, except for {@link #cancelRead}. What the program writes to {@link #out} and what is
 * printed come out in the order in which they were written. Writing throws {@link luahome.session.OutputFailure} when
 * nobody can take it.
 */
public interface Console extends AutoCloseable {
    /**
     * Reads one entry, which may have several lines. An entry that the user clears is not answered but asked for again.
     *
     * @param prompt stands before the first line; further lines get one of the same width
     * @return null at the end of input
     */
    @Nullable
    String readEntry(String prompt, EntryHelp help);

    /** What the program reads. Bytes; a read that is interrupted throws {@link luahome.lua.run.Interrupted}. */
    InputStream in();

    /** Where the program writes. */
    OutputStream out();

    /** Where the program writes its error messages. */
    OutputStream err();

    /** The three of them. */
    default StandardStreams streams() {
        return new StandardStreams(in(), out(), err());
    }

    /** Writes a line (or several) of results, from the first column on. */
    void print(String text);

    /** Writes source text, in colours where there are any. */
    default void printSource(String text, List<EntryHelp.Span> spans) {
        print(text);
    }

    /** Writes a line (or several) that tells of a failure. */
    void error(String text);

    /** Writes many lines, a screenful at a time where someone watches. */
    void page(Lines lines);

    /**
     * Asks whoever sits there.
     *
     * @return the answer, a line; null if there is none, or nobody to ask
     */
    default @Nullable String ask(String question) {
        return null;
    }

    /** What was typed before, oldest first, as far as it is remembered. */
    default List<String> history() {
        return List.of();
    }

    /** Work begins that may take long; whoever watches is told of it then, until the answer is closed. */
    default Work work(Work.Task task) {
        return Work.UNSEEN;
    }

    /** Remembers an entry as if it was typed, where it is remembered what was. */
    default void remember(String entry) {}

    /** What a shell calls to edit a file whose name comes behind it: {@code $VISUAL}, else {@code $EDITOR}, else vi. */
    default String editor() {
        for (String variable : List.of("VISUAL", "EDITOR")) {
            String value = System.getenv(variable);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return "vi";
    }

    /** Heeds the settings that are its own, as they are now and until it is told of others. */
    default void arrange(Settings settings) {}

    /** Wipes the screen, where there is one. */
    default void clear() {}

    /**
     * Lets the user browse on the whole screen until they leave, and then shows what was there before.
     *
     * @return false if there is no screen that can be filled; nothing was done then
     */
    default boolean browse(Browser browser) {
        return false;
    }

    /** Columns of a line. */
    int width();

    /** Columns of a line in a listing: without limit where nobody watches, since programs want it whole. */
    int listingWidth();

    /** Whether someone types at it and sees the answers there; then a greeting is in place. */
    boolean interactive();

    /** Sets what is done when the user asks to stop the running chunk. It is called on any thread and must be quick. */
    void onInterrupt(Runnable handler);

    /** Makes the waiting read, and all later ones, answer as at the end of input. Any thread. */
    void cancelRead();

    /** Writes out what is buffered and gives the terminal back. */
    @Override
    void close();

    /** Help for someone who types an entry. Called on the Lua thread while it waits in {@link #readEntry}. */
    interface EntryHelp {
        /** Whether the text needs more lines. */
        boolean incomplete(String text);

        /** What could stand where the text ends; all of it replaces the same part of the text. */
        List<Suggestion> complete(String text);

        /** How deep in blocks and brackets the text ends. */
        default Depth depth(String text) {
            return new Depth(0, 0, false);
        }

        /**
         * What the parts of the text are; those that are nothing special are left out. In order, without overlap.
         *
         * @param cursor index of the character at which one types
         */
        default List<Span> highlight(String text, int cursor) {
            return List.of();
        }

        /** A line that helps with what is being written where the text ends; empty if there is nothing to say. */
        default String hint(String text) {
            return "";
        }

        /**
         * How deep in blocks and brackets a text is.
         *
         * @param after where it ends, from 0
         * @param ofLine where its last line belongs
         * @param closes whether its last line begins with the end of a block or bracket
         */
        record Depth(int after, int ofLine, boolean closes) {}

        /** A part of an entry: the characters from start to before end. */
        record Span(int start, int end, Look look) {}

        /** What a part of an entry is. */
        enum Look {
            KEYWORD,
            STRING,
            NUMBER,
            COMMENT,
            /** A name whose value is stored. */
            STORED,
            /** A global that is there. */
            GLOBAL,
            /** A name that nothing is known of. */
            UNKNOWN,
            /** A meta-command. */
            COMMAND,
            /** The bracket beside the cursor, or its partner. */
            PARTNER,
            /** What cannot be right: a string that its line does not end, a bracket without a partner. */
            WRONG
        }
    }

    /**
     * A way to go on.
     *
     * @param start index in the text from which on {@code text} replaces it
     * @param text what would stand there
     * @param display how it is shown in a list; without control characters
     * @param detail what it is, in a few words; may be empty
     * @param group the heading under which it stands; may be empty
     */
    record Suggestion(int start, String text, String display, String detail, String group) {
        /** The same, further behind in a longer text. */
        public Suggestion movedBy(int characters) {
            return new Suggestion(start + characters, text, display, detail, group);
        }

        /** One that is shown as it is typed, under no heading. */
        public Suggestion(int start, String text, String detail) {
            this(start, text, text, detail, "");
        }
    }

    /** Many lines, made as they are taken. */
    @FunctionalInterface
    interface Lines {
        /** Hands all lines, in order, to the taker. */
        void writeTo(Consumer<String> taker);
    }
}
