package luahome.terminal;

import java.io.IOError;
import luahome.diagnostic.DebugTrace;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;

/**
 * Whether Ctrl-C at a terminal is a key, or a signal. While keys are read it is a key, which takes its turn among the
 * others: as a signal it would overtake those before it and lose some of those behind it, and it would not be noticed
 * where the process was started with SIGINT ignored. While a program runs it is a signal, which stops the program.
 */
final class InterruptKey {
    /** What is read where Ctrl-C is a key. */
    static final String KEY = "\u0003";

    /** The control character that no key gives. */
    private static final int NONE = 0;

    private InterruptKey() {}

    /** Makes Ctrl-C a key, until the answer is closed. */
    static Mode reading(Terminal terminal) {
        Attributes before = terminal.getAttributes();
        Attributes keys = new Attributes(before);
        keys.setControlChar(ControlChar.VINTR, NONE);
        terminal.setAttributes(keys);
        return () -> restore(terminal, before);
    }

    /** Makes Ctrl-C a signal for a while, and what the terminal was before when the answer is closed. */
    static Mode running(Terminal terminal) {
        Attributes before = terminal.getAttributes();
        Attributes signals = new Attributes(before);
        signals.setControlChar(ControlChar.VINTR, KEY.charAt(0));
        terminal.setAttributes(signals);
        return () -> restore(terminal, before);
    }

    private static void restore(Terminal terminal, Attributes before) {
        try {
            terminal.setAttributes(before);
        } catch (IllegalStateException | IOError e) {
            // A signal ends the process: the terminal's own shutdown hook has given it back already, and closed it.
            DebugTrace.trace(e);
        }
    }

    /** A time during which the terminal is so. */
    @FunctionalInterface
    interface Mode {
        /** Ends it. */
        void close();
    }
}
