package luahome.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import luahome.lua.run.Interrupted;
import org.jspecify.annotations.Nullable;

/**
 * A console over plain streams: for scripts, and for someone who types while the output goes elsewhere. Prompts go to
 * the error stream, so that the output holds results only.
 */
public final class PlainConsole implements Console {
    private static final int USUAL_WIDTH = 80;

    private final int watchedColumns;
    private final StandardInput in;
    private final StandardOutput out;
    private final PrintStream err;
    private volatile boolean cancelled;

    /**
     * A console over streams.
     *
     * @param in what the program reads
     * @param out where results go; not buffered
     * @param err where failures and prompts go
     * @param watchedColumns columns of the terminal at which someone watches the output, which is then written out line
     *     by line; 0 if nobody does
     */
    public PlainConsole(InputStream in, OutputStream out, OutputStream err, int watchedColumns) {
        StandardOutput output = new StandardOutput(out, watchedColumns > 0);
        this.watchedColumns = watchedColumns;
        this.in = new StandardInput(in, output::flush);
        this.out = output;
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String readEntry(String prompt, EntryHelp help) {
        StringBuilder entry = new StringBuilder();
        String mark = prompt;
        while (!cancelled) {
            out.flush();
            err.print(mark);
            err.flush();
            String line = readLine();
            if (line == null) {
                break;
            }
            entry.append(line);
            if (!help.incomplete(entry.toString())) {
                return entry.toString();
            }
            entry.append('\n');
            mark = PromptText.continuation(prompt);
        }
        return entry.isEmpty() ? null : entry.toString();
    }

    private @Nullable String readLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int b;
            while ((b = in.read()) != '\n') {
                if (b < 0) {
                    return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
                }
                line.write(b);
            }
        } catch (Interrupted e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public void print(String text) {
        out.line(text);
    }

    @Override
    public void error(String text) {
        out.flush();
        err.println(text);
    }

    @Override
    public void page(Lines lines) {
        lines.writeTo(this::print);
    }

    @Override
    public int width() {
        return watchedColumns > 0 ? watchedColumns : USUAL_WIDTH;
    }

    @Override
    public int listingWidth() {
        return watchedColumns > 0 ? watchedColumns : Integer.MAX_VALUE;
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public void onInterrupt(Runnable handler) {
        // Without a terminal SIGINT ends the process, and the run's shutdown hook stops the chunk.
    }

    @Override
    public void cancelRead() {
        cancelled = true;
        in.stopWaiting();
    }

    @Override
    public void close() {
        out.flush();
    }
}
