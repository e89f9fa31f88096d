package luahome.lua.lib.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import luahome.lua.value.InterruptCheck;
import org.jspecify.annotations.Nullable;

/** An open file, stream or process of the library `io`. */
final class FileHandle {
    /** When what is written leaves; the names are those of `setvbuf`. */
    enum Buffering {
        NO,
        LINE,
        FULL
    }

    private static final int BUFFER = 8192;
    private static final long DROP_MILLISECONDS = 1_000;

    private final @Nullable InputStream in;
    private final @Nullable OutputStream out;
    private final @Nullable FileChannel file;
    private final boolean appends;
    private final @Nullable Process process;
    private final boolean standard;

    private final byte[] ahead = new byte[BUFFER];
    private int next;
    private int limit;
    private byte[] pending = {};
    private int pendingLength;
    private Buffering buffering = Buffering.FULL;
    private boolean closed;

    private FileHandle(
            @Nullable InputStream in,
            @Nullable OutputStream out,
            @Nullable FileChannel file,
            boolean appends,
            @Nullable Process process,
            boolean standard) {
        this.in = in;
        this.out = out;
        this.file = file;
        this.appends = appends;
        this.process = process;
        this.standard = standard;
    }

    /** One of the standard streams, which cannot be closed. */
    static FileHandle standard(@Nullable InputStream in, @Nullable OutputStream out) {
        return new FileHandle(in, out, null, false, null, true);
    }

    /**
     * A file on disk, or what is opened like one.
     *
     * @param appends whether each write goes to the end
     */
    static FileHandle disk(FileChannel file, boolean readable, boolean writable, boolean appends) {
        InputStream from = new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                return file.read(ByteBuffer.wrap(bytes, offset, count));
            }
        };
        OutputStream to = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(bytes, offset, count);
                while (left.hasRemaining()) {
                    file.write(left);
                }
            }
        };
        return new FileHandle(readable ? from : null, writable ? to : null, file, appends, null, false);
    }

    /** One end of a process; reads and writes poll the check. */
    static FileHandle process(Process process, boolean readable, InterruptCheck check) {
        return readable
                ? new FileHandle(
                        new PolledInput(process.getInputStream(), check, process), null, null, false, process, false)
                : new FileHandle(
                        null, new PolledOutput(process.getOutputStream(), check, process), null, false, process, false);
    }

    boolean isClosed() {
        return closed;
    }

    boolean isStandard() {
        return standard;
    }

    /** The process that it talks to; null if it is a file. */
    @Nullable
    Process process() {
        return process;
    }

    /** The next byte, left where it is; -1 at the end. */
    int peek() throws IOException {
        if (next == limit) {
            if (in == null) {
                throw new IOException("Bad file descriptor");
            }
            writePending();
            next = 0;
            // If the read is interrupted, what was there before must not count as read again.
            limit = 0;
            limit = Math.max(0, in.read(ahead, 0, ahead.length));
            if (limit == 0) {
                return -1;
            }
        }
        return ahead[next] & 0xff;
    }

    /** The next byte, taken; -1 at the end. */
    int read() throws IOException {
        int b = peek();
        if (b >= 0) {
            next++;
        }
        return b;
    }

    /** Sets when what is written leaves: at once, at the end of a line, or as late as possible. */
    void buffering(Buffering wanted) {
        buffering = wanted;
    }

    /** Writes bytes; those of a file on disk are kept back as {@link #buffering} says, at most until the next flush. */
    void write(byte[] bytes, int offset, int count) throws IOException {
        keep(bytes, offset, count);
        if (buffering == Buffering.NO || buffering == Buffering.LINE && endsLine(bytes, offset, count)) {
            flush();
        }
    }

    private static boolean endsLine(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    private void keep(byte[] bytes, int offset, int count) throws IOException {
        if (out == null) {
            throw new IOException("Bad file descriptor");
        }
        if (file == null) {
            out.write(bytes, offset, count);
            return;
        }
        if (next < limit) {
            file.position(file.position() - (limit - next));
        }
        next = 0;
        limit = 0;
        if (pendingLength + count > BUFFER) {
            writePending();
        }
        if (count > BUFFER) {
            position();
            out.write(bytes, offset, count);
            return;
        }
        if (pending.length == 0) {
            pending = new byte[BUFFER];
        }
        System.arraycopy(bytes, offset, pending, pendingLength, count);
        pendingLength += count;
    }

    private void position() throws IOException {
        if (appends && file != null) {
            file.position(file.size());
        }
    }

    private void writePending() throws IOException {
        if (pendingLength > 0 && out != null) {
            position();
            int count = pendingLength;
            pendingLength = 0;
            out.write(pending, 0, count);
        }
    }

    void flush() throws IOException {
        writePending();
        if (out != null) {
            out.flush();
        }
    }

    /** Moves to a place and answers it; `whence` is `set`, `cur` or `end`. */
    long seek(String whence, long offset) throws IOException {
        if (file == null) {
            throw new IOException("Illegal seek");
        }
        writePending();
        long here = file.position() - (limit - next);
        long to = offset + ("set".equals(whence) ? 0 : "cur".equals(whence) ? here : file.size());
        if (to < 0) {
            throw new IOException("Invalid argument");
        }
        next = 0;
        limit = 0;
        file.position(to);
        return to;
    }

    /** Writes what is left and closes; a process whose pipe cannot be closed because of an interrupt is ended. */
    void close() throws IOException {
        closed = true;
        if (process != null) {
            closeProcess(process);
            return;
        }
        try {
            flush();
        } finally {
            if (file != null) {
                file.close();
            }
        }
    }

    private void closeProcess(Process ended) throws IOException {
        boolean done = false;
        try {
            if (in != null) {
                in.close();
            }
            if (out != null) {
                out.close();
            }
            done = true;
        } catch (IOException e) {
            done = true;
            throw e;
        } finally {
            if (!done) {
                ended.destroy();
            }
        }
    }

    /** Closes without waiting long for the reader of a pipe; answers whether it took all that was written. */
    boolean drop() throws IOException {
        if (out instanceof PolledOutput pipe) {
            closed = true;
            return pipe.closeWithin(DROP_MILLISECONDS);
        }
        close();
        return true;
    }
}
