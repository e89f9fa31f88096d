package luahome.repl.line;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Lends the terminal to the helper thread, for work that draws there itself: meanwhile the line about work does not. */
final class Lending {
    private final Handoff handoff;
    private final @Nullable WorkLine workLine;

    /** @param workLine null if there is no such line */
    Lending(Handoff handoff, @Nullable WorkLine workLine) {
        this.handoff = handoff;
        this.workLine = workLine;
    }

    /** Does what {@link Handoff#during} does. */
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
