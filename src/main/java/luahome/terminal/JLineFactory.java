package luahome.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import luahome.console.Colours;
import luahome.console.Console;
import luahome.console.TerminalFactory;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.ShutdownHooks;

/** Makes the console of the process's terminal. Found by its name; see {@link TerminalFactory#find}. */
public final class JLineFactory implements TerminalFactory {
    /** Kept, so that what was set is not forgotten. */
    private static final Logger LOG = Logger.getLogger("org.jline");

    /** For {@link TerminalFactory#find}. */
    public JLineFactory() {}

    @Override
    public Console open(Path history, Colours colours) {
        // It would write into what is being edited; what a user should know is said in sentences.
        LOG.setLevel(Level.OFF);
        NativeLibrary.provide();
        try {
            ScreenKeeper keeper = ShutdownHooks.add(new ScreenKeeper());
            return new JLineConsole(sized(terminal()), history, colours, keeper);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a terminal that does not know its size one, as shells do: lines cannot be edited in no columns. */
    private static Terminal sized(Terminal terminal) {
        if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
            terminal.setSize(JLineConsole.USUAL_SIZE);
        }
        return terminal;
    }

    private static Terminal terminal() throws IOException {
        try {
            // The provider that starts fastest, and without a warning on all Java versions.
            return builder().provider("jni").dumb(false).build();
        } catch (IOException | IllegalStateException | LinkageError e) {
            return builder().build();
        }
    }

    private static TerminalBuilder builder() {
        return TerminalBuilder.builder().name("luahome").system(true).nativeSignals(true);
    }
}
