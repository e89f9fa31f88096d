package luahome.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jline.builtins.ScreenTerminal;

/**
 * A launcher on a real pseudo-terminal, of 80 columns and 24 lines unless told otherwise, made by util-linux' {@code
 * script}. What the program writes goes through a model of a terminal, and tests look at the screen that comes out: the
 * bytes themselves depend on how typing and drawing happen to interleave. Where there is no {@code script} the test is
 * skipped.
 */
final class Terminal implements AutoCloseable {
    /** Ctrl-C. */
    static final String CTRL_C = "\u0003";

    /** Ctrl-D. */
    static final String CTRL_D = "\u0004";

    /** The key of that name. */
    static final String ENTER = "\r";

    /** The key of that name, as terminals send it to programs that edit lines. */
    static final String UP = "\u001bOA";

    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final LuahomeProcess process;
    private final int columns;
    private final int rows;

    private Terminal(LuahomeProcess process, int columns, int rows) {
        this.process = process;
        this.columns = columns;
        this.rows = rows;
    }

    /** Whether there is a {@code script} of the right kind on this machine. */
    private static boolean available() {
        return Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "script")))
                && System.getProperty("os.name").equals("Linux");
    }

    /** Starts the launcher on a terminal of the type xterm. */
    static Terminal open(Luahome user, Object... arguments) {
        return openOf("xterm", user, arguments);
    }

    /** Starts the launcher on a terminal that is said to be of a type. */
    static Terminal openOf(String type, Luahome user, Object... arguments) {
        return openSized(user, type, COLUMNS, ROWS, arguments);
    }

    /** Starts the launcher on a terminal that is said to be of a type, and that has a size of its own. */
    static Terminal openSized(Luahome user, String type, int columns, int rows, Object... arguments) {
        StringBuilder command = new StringBuilder();
        for (String word : user.command(arguments)) {
            command.append(" '").append(word.replace("'", "'\\''")).append('\'');
        }
        return open(user.with("TERM", type), columns, rows, command.toString());
    }

    /** Starts a shell on a terminal of that size. */
    static Terminal openShell(Luahome user, int columns, int rows) {
        return open(user.with("TERM", "xterm"), columns, rows, " sh -i");
    }

    private static Terminal open(Luahome user, int columns, int rows, String command) {
        assumeTrue(available(), "util-linux' script is not installed");
        Luahome typist = user.with("SHELL", "/bin/sh");
        String sized = "stty rows " + rows + " cols " + columns + "; exec" + command;
        return new Terminal(typist.startCommand(List.of("script", "-qfec", sized, "/dev/null")), columns, rows);
    }

    /** Types text, and then Enter. */
    void enter(String text) {
        type(text + ENTER);
    }

    /** Types text or keys. */
    void type(String keys) {
        process.write(keys);
    }

    /** Types bytes, which may be no text. */
    void type(byte[] keys) {
        process.write(keys);
    }

    /** Waits until the screen shows a prompt with nothing behind it in its last line, and above it the given text. */
    String awaitPrompt(String prompt, String above) {
        return await("prompt " + prompt + " below: " + above, screen -> {
            List<String> lines = screen.lines().toList();
            return !lines.isEmpty()
                    && lines.get(lines.size() - 1).equals(prompt)
                    && screen.substring(0, screen.length() - prompt.length()).contains(above);
        });
    }

    /** Waits until the screen is as wanted, and answers it: its lines without blanks at their ends. */
    String await(String what, Predicate<String> wanted) {
        process.awaitOut(what, bytes -> wanted.test(screen(bytes)));
        return screen();
    }

    /** The screen as it is now. */
    String screen() {
        return screen(process.awaitOut("output", bytes -> true));
    }

    /** The characters of the screen with their colours, row by row, as {@link ScreenTerminal} has them. */
    long[] cells() {
        long[] cells = new long[columns * rows];
        model(process.awaitOut("output", bytes -> true)).dump(cells, 0, 0, rows, columns, null);
        return cells;
    }

    /** Waits for the end, and answers the program's exit status. */
    int awaitEnd() {
        return process.await().status();
    }

    /** Sends a signal to the program itself, which is the one child of {@code script}. */
    void signal(String name) {
        process.signalChild(name);
    }

    @Override
    public void close() {
        process.close();
    }

    private ScreenTerminal model(String bytes) {
        ScreenTerminal model = new ScreenTerminal(columns, rows);
        model.write(bytes);
        return model;
    }

    private String screen(String bytes) {
        ScreenTerminal model = model(bytes);
        StringBuilder text = new StringBuilder();
        model.toString()
                .lines()
                .forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.toString().stripTrailing();
    }

    /** What the terminal was sent, as it was; for messages. */
    String raw() {
        return process.seen();
    }
}
