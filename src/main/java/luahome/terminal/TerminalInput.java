package luahome.terminal;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the program reads at a terminal: lines that are edited like entries, as bytes. */
final class TerminalInput extends InputStream {
    private final Supplier<@Nullable String> lines;
    private byte[] line = new byte[0];
    private int at;

    /** @param lines reads a line; null when the user ends the input, which holds for that read only */
    TerminalInput(Supplier<@Nullable String> lines) {
        this.lines = lines;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (at == line.length) {
            String next = lines.get();
            if (next == null) {
                return -1;
            }
            line = (next + "\n").getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return line.length - at;
    }
}
