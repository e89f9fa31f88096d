package luahome.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import luahome.session.OutputFailure;

/**
 * The process's standard output: buffered, since a system call for every {@code print} is what makes a pipe slow, and
 * written out at line ends when someone watches. A failure is an {@link OutputFailure}, not an exception that a library
 * would turn into an error of the program.
 */
final class StandardOutput extends OutputStream {
    private static final int SIZE = 8192;

    private final OutputStream target;
    private final boolean byLine;
    private final byte[] buffer = new byte[SIZE];
    private int used;
    private boolean lineEnded = true;

    /**
     * Buffered output.
     *
     * @param target where it goes; not buffered itself
     * @param byLine whether lines are written out as soon as they are complete
     */
    StandardOutput(OutputStream target, boolean byLine) {
        this.target = target;
        this.byLine = byLine;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        lineEnded = bytes[offset + length - 1] == '\n';
        if (length > SIZE - used) {
            flush();
        }
        if (length >= SIZE) {
            put(bytes, offset, length);
        } else {
            System.arraycopy(bytes, offset, buffer, used, length);
            used += length;
        }
        if (byLine && hasLineEnd(bytes, offset, length)) {
            flush();
        }
    }

    @Override
    public void flush() {
        int length = used;
        used = 0;
        if (length > 0) {
            put(buffer, 0, length);
        }
    }

    /** Writes a text from the first column on, and ends the line. */
    void line(String text) {
        byte[] line = ((lineEnded ? "" : "\n") + text + "\n").getBytes(StandardCharsets.UTF_8);
        write(line, 0, line.length);
    }

    private void put(byte[] bytes, int offset, int length) {
        try {
            target.write(bytes, offset, length);
            target.flush();
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            // EPIPE, as the C library words it, and its two counterparts on Windows.
            boolean gone = reason.contains("Broken pipe")
                    || reason.contains("pipe is being closed")
                    || reason.contains("pipe has been ended");
            throw new OutputFailure("cannot write to standard output: " + reason, gone);
        }
    }

    private static boolean hasLineEnd(byte[] bytes, int offset, int length) {
        for (int i = offset + length - 1; i >= offset; i--) {
            if (bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }
}
