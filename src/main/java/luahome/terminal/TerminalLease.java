package luahome.terminal;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Lends the terminal to the helper thread, for work that draws there itself: meanwhile the line about work does not.
 */
final class TerminalLease {
    private final Rendezvous handoff;
    private final @Nullable ProgressRow workLine;

    /** @param workLine null if there is no such line */
    TerminalLease(Rendezvous handoff, @Nullable ProgressRow workLine) {
        this.handoff = handoff;
        this.workLine = workLine;
    }

    /** Does what {@link Rendezvous#during} does. */
    <T extends @Nullable Object> T during(Callable<T> work) {
        if (workLine == null) {
            return handoff.during(work);
        }
        workLine.lend();
        try {
            return handoff.during(work);
        } finally {
            workLine.takeBack();
        }
    }
}
