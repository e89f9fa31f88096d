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
    private final Rendezvous handoff;
    private final @Nullable ProgressRow workLine;

    /** @param workLine null if there is no such line */
    TerminalLease(Terminal terminal, Rendezvous handoff, @Nullable ProgressRow workLine) {
        this.terminal = terminal;
        this.handoff = handoff;
        this.workLine = workLine;
    }

    /** Does what {@link Rendezvous#during} does. */
    <T extends @Nullable Object> T during(Callable<T> work) {
        if (workLine != null) {
            workLine.lend();
        }
        InterruptKey.Mode reading = InterruptKey.reading(terminal);
        try {
            return handoff.during(work);
        } finally {
            reading.close();
            if (workLine != null) {
                workLine.takeBack();
            }
        }
    }
}
