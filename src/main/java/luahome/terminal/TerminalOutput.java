package luahome.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import luahome.session.OutputFailure;

/**
 * What is written to the terminal, by the program and by the session: one stream, so that it comes out in order.
 * Written out at line ends. Remembers an unfinished last line, which is the prompt of a program that goes on to read.
 *
 * <p>A note can stand below, until something else is written. Thread-safe.
 */
final class TerminalOutput extends OutputStream {
    private static final int LONGEST_PROMPT = 1000;

    /** Empties the line from its first column on, at terminals that can. */
    private static final String ERASE = "\r\u001b[K";

    private final OutputStream terminal;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private boolean noted;
    private long lastWritten = System.nanoTime();

    TerminalOutput(OutputStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        eraseNote();
        lastWritten = System.nanoTime();
        int lineStart = offset + length;
        while (lineStart > offset && bytes[lineStart - 1] != '\n') {
            lineStart--;
        }
        boolean ended = lineStart > offset;
        if (ended) {
            unfinished.reset();
        }
        if (unfinished.size() < LONGEST_PROMPT) {
            unfinished.write(bytes, lineStart, Math.min(LONGEST_PROMPT, offset + length - lineStart));
        }
        try {
            terminal.write(bytes, offset, length);
            if (ended) {
                terminal.flush();
            }
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** Also makes the terminal ready for others, who write to it themselves. */
    @Override
    public synchronized void flush() {
        eraseNote();
        lastWritten = System.nanoTime();
        try {
            terminal.flush();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** Writes a text from the first column on, and ends the line. */
    synchronized void line(String text) {
        String start = takeUnfinished().isEmpty() ? "" : "\n";
        byte[] bytes = (start + text + "\n").getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /** The line that was begun and not ended; empty if there is none. It counts as ended from now on. */
    synchronized String takeUnfinished() {
        String text = unfinished.toString(StandardCharsets.UTF_8);
        unfinished.reset();
        return text;
    }

    /** Whether the last line is free, and nothing but notes was written for so long. */
    synchronized boolean isQuiet(long nanos) {
        return unfinished.size() == 0 && System.nanoTime() - lastWritten >= nanos;
    }

    /** Shows a note in the last line, in place of a former one, if the output {@link #isQuiet}. */
    synchronized void note(String text, long quietNanos) {
        if (isQuiet(quietNanos)) {
            show(ERASE + text);
            noted = true;
        }
    }

    /** Takes the note away. */
    synchronized void eraseNote() {
        if (noted) {
            noted = false;
            show(ERASE);
        }
    }

    private void show(String text) {
        try {
            terminal.write(text.getBytes(StandardCharsets.UTF_8));
            terminal.flush();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private static OutputFailure gone(IOException e) {
        return new OutputFailure("cannot write to the terminal: " + e.getMessage(), true);
    }
}
