package luahome.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import luahome.store.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar that shows how far long work is, where someone watches; it is gone when the work is done. */
final class ProgressLine implements Progress, AutoCloseable {
    private static final int INTERVAL_MILLIS = 200;
    private static final String CLEAR = "\r\u001b[K";

    private final @Nullable ProgressBar bar;
    private final PrintStream out;

    private ProgressLine(@Nullable ProgressBar bar, PrintStream out) {
        this.bar = bar;
        this.out = out;
    }

    /**
     * A bar on the standard output, if that is a terminal.
     *
     * @param wanted whether there is to be one at all
     */
    static ProgressLine of(Environment environment, String task, boolean wanted) {
        PrintStream out = new PrintStream(environment.stdout(), true, StandardCharsets.UTF_8);
        if (!wanted
                || !environment.stdoutTerminal()
                || "dumb".equals(environment.variables().get("TERM"))) {
            return new ProgressLine(null, out);
        }
        return new ProgressLine(
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(INTERVAL_MILLIS)
                        .setConsumer(new ConsoleProgressBarConsumer(out, environment.columns() - 1))
                        .build(),
                out);
    }

    @Override
    public void at(long done, long total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
        }
    }

    /** Lets something be printed in between. */
    void interrupt(Runnable printing) {
        if (bar != null) {
            bar.pause();
            out.print(CLEAR);
        }
        printing.run();
        if (bar != null) {
            bar.resume();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            out.print("\u001b[1A" + CLEAR);
            out.flush();
        }
    }
}
