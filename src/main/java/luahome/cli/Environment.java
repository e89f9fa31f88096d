package luahome.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import luahome.console.Colours;
import luahome.console.Console;
import luahome.console.PlainConsole;
import luahome.console.TerminalFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the process finds around it.
 *
 * @param variables the environment variables
 * @param stdin the standard input
 * @param stdout the standard output, not buffered
 * @param stderr where failures are told
 * @param stdinTerminal whether someone types there
 * @param stdoutTerminal whether someone watches the standard output
 */
record Environment(
        Map<String, String> variables,
        InputStream stdin,
        OutputStream stdout,
        OutputStream stderr,
        boolean stdinTerminal,
        boolean stdoutTerminal) {
    private static final int USUAL_WIDTH = 80;

    /** That of this process. The launcher says what is a terminal, since Java cannot tell on all its versions. */
    static Environment system() {
        Map<String, String> variables = System.getenv();
        boolean console = System.console() != null;
        return new Environment(
                variables,
                System.in,
                new FileOutputStream(FileDescriptor.out),
                System.err,
                hint(variables.get("LUAHOME_STDIN_TTY"), console),
                hint(variables.get("LUAHOME_STDOUT_TTY"), console));
    }

    private static boolean hint(@Nullable String value, boolean otherwise) {
        return value == null || value.isEmpty() ? otherwise : value.equals("1");
    }

    /**
     * A console over the streams, for everything but a terminal.
     *
     * @param input what the program reads
     */
    Console console(InputStream input) {
        return new PlainConsole(input, stdout, stderr, stdoutTerminal ? columns() : 0);
    }

    /** A console for whoever types at the standard input. */
    Console promptConsole(Path workspace) {
        return stdoutTerminal
                ? TerminalFactory.find().open(workspace.resolve("history"), usualColours())
                : console(stdin);
    }

    /** What starts another luahome. */
    String launcher() {
        return variables.getOrDefault("LUAHOME_LAUNCHER", "luahome");
    }

    /** Columns of the terminal, as the launcher found them. */
    int columns() {
        String said = variables.getOrDefault("LUAHOME_COLUMNS", "");
        return said.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(said) : USUAL_WIDTH;
    }

    /**
     * All of the standard input.
     *
     * @throws CommandFailure if it cannot be read, as when it is a directory
     */
    byte[] wholeInput() throws CommandFailure {
        try {
            return stdin.readAllBytes();
        } catch (IOException e) {
            throw new CommandFailure("cannot read the standard input: " + e.getMessage());
        }
    }

    /** The workspace that is used when none is named. */
    Path defaultWorkspace() {
        String named = variables.getOrDefault("LUAHOME_WORKSPACE", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        String data = variables.getOrDefault("XDG_DATA_HOME", "");
        Path base = data.isEmpty() ? home().resolve(".local").resolve("share") : Path.of(data);
        return base.resolve("luahome");
    }

    /** Where it is remembered which files someone agreed to run. */
    Path trusted() {
        String state = variables.getOrDefault("XDG_STATE_HOME", "");
        Path base = state.isEmpty() ? home().resolve(".local").resolve("state") : Path.of(state);
        return base.resolve("luahome").resolve("init");
    }

    private Path home() {
        String home = variables.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home") : home);
    }

    /** Whether output may be coloured. */
    boolean colours() {
        return stdoutTerminal
                && variables.getOrDefault("NO_COLOR", "").isEmpty()
                && !variables.getOrDefault("TERM", "").equals("dumb");
    }

    /** The colours of a session at the terminal, unless it is set otherwise. */
    Colours usualColours() {
        return new Colours(colours(), variables.getOrDefault("COLORFGBG", ""));
    }
}
