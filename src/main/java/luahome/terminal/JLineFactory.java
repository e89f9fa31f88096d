package luahome.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import luahome.console.Colours;
import luahome.console.Console;
import luahome.console.TerminalFactory;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jline.utils.ShutdownHooks;

/** Makes the console of the process's terminal. Found by its name; see {@link TerminalFactory#find}. */
public final class JLineFactory implements TerminalFactory {
    /** Kept, so that what was set is not forgotten. */
    private static final Logger LOG = Logger.getLogger("org.jline");

    private static final Set<String> KNOWN = Set.of("xterm", "xterm-256color", "screen", "screen-256color");

    /** For {@link TerminalFactory#find}. */
    public JLineFactory() {}

    @Override
    public Console open(Path history, Colours colours) {
        // It would write into what is being edited; what a user should know is said in sentences.
        LOG.setLevel(Level.OFF);
        NativeLibrary.provide();
        describe(System.getenv());
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

    /**
     * Has the library use what it knows itself of the terminals that most people have: it would ask another program,
     * which takes a fifth of the time to the first prompt. Whoever has descriptions of their own is asked as ever.
     */
    private static void describe(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "");
        if (KNOWN.contains(type) && !environment.containsKey("TERMINFO")) {
            InfoCmp.setLoadedInfoCmp(type, () -> InfoCmp.getDefaultInfoCmp(type));
        }
    }

    private static TerminalBuilder builder() {
        return TerminalBuilder.builder().name("luahome").system(true).nativeSignals(true);
    }
}
