package luahome.console;

import java.nio.file.Path;

/**
 * Makes the console of a terminal. The one implementation is found by its name, so that nothing of the terminal library
 * is loaded unless a terminal is wanted.
 */
public interface TerminalFactory {
    /**
     * Takes the terminal over.
     *
     * @param history the file in which lines are remembered
     * @param colours how it uses colours
     */
    Console open(Path history, Colours colours);

    /** The implementation. */
    static TerminalFactory find() {
        try {
            return Class.forName("luahome.terminal.JLineFactory")
                    .asSubclass(TerminalFactory.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the terminal's part of luahome is missing: build it again", e);
        }
    }
}
