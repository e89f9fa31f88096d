package luahome.repl.line;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import luahome.repl.OutputFailure;

/**
 * What is written to the terminal, by the program and by the session: one stream, so that it comes out in order.
 * Written out at line ends. Remembers an unfinished last line, which is the prompt of a program that goes on to read.
 */
final class TerminalOutput extends OutputStream {
    private static final int LONGEST_PROMPT = 1000;

    private final OutputStream terminal;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

    TerminalOutput(OutputStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
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

    @Override
    public void flush() {
        try {
            terminal.flush();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** Writes a text from the first column on, and ends the line. */
    void line(String text) {
        String start = takeUnfinished().isEmpty() ? "" : "\n";
        byte[] bytes = (start + text + "\n").getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /** The line that was begun and not ended; empty if there is none. It counts as ended from now on. */
    String takeUnfinished() {
        String text = unfinished.toString(StandardCharsets.UTF_8);
        unfinished.reset();
        return text;
    }

    private static OutputFailure gone(IOException e) {
        return new OutputFailure("cannot write to the terminal: " + e.getMessage(), true);
    }
}
