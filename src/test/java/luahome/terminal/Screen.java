package luahome.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import luahome.console.Colours;
import luahome.prompt.SessionRun;
import luahome.session.SessionOptions;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/**
 * A session at a terminal that is a model of one: keys go in, and tests wait for what the screen then shows.
 */
final class Screen implements AutoCloseable {
    static final String ENTER = "\r";
    static final String ALT_ENTER = "\u001b\r";
    static final String TAB = "\t";
    static final String UP = "\u001bOA";
    static final String DOWN = "\u001bOB";
    static final String RIGHT = "\u001bOC";
    static final String LEFT = "\u001bOD";
    static final String END = "\u001bOF";
    static final String CTRL_A = "\u0001";
    static final String CTRL_C = "\u0003";
    static final String CTRL_D = "\u0004";
    static final String CTRL_K = "\u000b";
    static final String CTRL_R = "\u0012";
    static final String CTRL_U = "\u0015";
    private static final String PASTE_BEGINS = "\u001b[200~";
    private static final String PASTE_ENDS = "\u001b[201~";

    /** Only an end to waiting for what will never come. */
    private static final long PATIENCE_SECONDS = 30;

    private final ScreenTerminal model;
    private final LineDisciplineTerminal terminal;
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final StringBuilder raw = new StringBuilder();
    private final JLineConsole console;

    private Screen(Path workspace, int columns, int rows, Colours colours, long patienceMillis) throws IOException {
        model = new ScreenTerminal(columns, rows);
        terminal = new LineDisciplineTerminal("test", "xterm-256color", new ToModel(), StandardCharsets.UTF_8);
        terminal.setSize(new Size(columns, rows));
        console = new JLineConsole(terminal, workspace.resolve("history"), colours, new ScreenKeeper(), patienceMillis);
    }

    /** A session in a workspace at a terminal of 80 columns and 24 lines, without colours. */
    static Screen open(Path workspace) {
        return open(workspace, 80, 24, new Colours(false, ""));
    }

    /** The same at another terminal. */
    static Screen open(Path workspace, int columns, int rows, Colours colours) {
        return open(workspace, columns, rows, colours, TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }

    /** The same with a session that tells what takes so long after so many milliseconds. */
    static Screen open(Path workspace, long patienceMillis) {
        return open(workspace, 80, 24, new Colours(false, ""), patienceMillis);
    }

    private static Screen open(Path workspace, int columns, int rows, Colours colours, long patienceMillis) {
        try {
            Screen screen = new Screen(workspace, columns, rows, colours, patienceMillis);
            Thread session = new Thread(() -> screen.run(workspace));
            session.setDaemon(true);
            session.start();
            return screen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path workspace) {
        try {
            status.complete(new SessionRun(workspace, console, SessionOptions.USUAL).interactive("test"));
        } catch (Throwable e) {
            status.completeExceptionally(e);
        }
    }

    /** Types keys. */
    void type(String keys) {
        try {
            terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types keys and then Enter, and waits for the next prompt below. */
    String enter(String keys, String prompt) {
        String before;
        synchronized (raw) {
            before = shown();
        }
        type(keys + ENTER);
        return await("another prompt " + prompt, screen -> !screen.equals(before) && screen.endsWith("\n" + prompt));
    }

    /** Gives the terminal another size, as a user does who pulls at its window. */
    void resize(int columns, int rows) {
        synchronized (raw) {
            model.setSize(columns, rows);
        }
        terminal.setSize(new Size(columns, rows));
        terminal.raise(Terminal.Signal.WINCH);
    }

    /** Pastes text, as terminals that mark it do. */
    void paste(String text) {
        type(PASTE_BEGINS + text.replace('\n', '\r') + PASTE_ENDS);
    }

    /** Waits for a prompt with nothing behind it in the last line. */
    String awaitPrompt(String prompt) {
        return await("the prompt " + prompt, screen -> screen.endsWith("\n" + prompt) || screen.equals(prompt));
    }

    /** Waits until the screen ends so. */
    String awaitEnd(String end) {
        return await("the end " + end, screen -> screen.endsWith(end));
    }

    /** Waits until the screen is as wanted, and answers it: its lines without blanks at their ends. */
    String await(String what, Predicate<String> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (raw) {
            while (!wanted.test(shown())) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("waited in vain for " + what + "; the screen:\n" + shown());
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(raw, left);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return shown();
        }
    }

    /** Presses Ctrl-D and answers the exit status. */
    int leave() {
        type(CTRL_D);
        return status.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** All bytes that the terminal was sent, as text. */
    String raw() {
        synchronized (raw) {
            return raw.toString();
        }
    }

    private String shown() {
        StringBuilder text = new StringBuilder();
        model.toString()
                .lines()
                .forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.toString().stripTrailing();
    }

    @Override
    public void close() {
        console.cancelRead();
        status.handle((done, error) -> 0)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Shows what the session writes. Characters may arrive in pieces. */
    private final class ToModel extends OutputStream {
        private final java.io.ByteArrayOutputStream partial = new java.io.ByteArrayOutputStream();

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            synchronized (raw) {
                for (int i = offset; i < offset + length; i++) {
                    boolean begins = (bytes[i] & 0xC0) != 0x80;
                    if (begins) {
                        pass();
                    }
                    partial.write(bytes[i]);
                    if (bytes[i] >= 0) {
                        pass();
                    }
                }
                raw.notifyAll();
            }
        }

        private void pass() {
            String text = partial.toString(StandardCharsets.UTF_8);
            partial.reset();
            raw.append(text);
            model.write(text);
        }

        @Override
        public void flush() {
            synchronized (raw) {
                pass();
                raw.notifyAll();
            }
        }
    }
}
