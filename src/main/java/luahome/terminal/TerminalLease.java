package luahome.terminal;

import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Lends the terminal to the helper thread, for work that reads keys and draws there itself: meanwhile Ctrl-C is a key,
 * and the line about work is not drawn.
 */
final class TerminalLease {
    private final Terminal terminal;
    private final Rendezvous rendezvous;
    private final @Nullable ProgressRow progressRow;

    /** @param progressRow null if there is no such line */
    TerminalLease(Terminal terminal, Rendezvous rendezvous, @Nullable ProgressRow progressRow) {
        this.terminal = terminal;
        this.rendezvous = rendezvous;
        this.progressRow = progressRow;
    }

    /** Does what {@link Rendezvous#during} does. */
    <T extends @Nullable Object> T during(Callable<T> work) {
        if (progressRow != null) {
            progressRow.lend();
        }
        InterruptKey.Mode reading = InterruptKey.reading(terminal);
        try {
            return rendezvous.during(work);
        } finally {
            reading.close();
            if (progressRow != null) {
                progressRow.takeBack();
            }
        }
    }
}
