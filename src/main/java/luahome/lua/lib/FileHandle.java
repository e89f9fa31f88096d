package luahome.lua.lib;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/** An open file, stream or process of the library `io`. */
final class FileHandle {
    private static final int BUFFER = 8192;

    private final @Nullable InputStream in;
    private final @Nullable OutputStream out;
    private final @Nullable RandomAccessFile file;
    private final boolean appends;
    private final @Nullable Process process;
    private final boolean standard;

    private final byte[] ahead = new byte[BUFFER];
    private int next;
    private int limit;
    private byte[] pending = {};
    private int pendingLength;
    private boolean closed;

    private FileHandle(
            @Nullable InputStream in,
            @Nullable OutputStream out,
            @Nullable RandomAccessFile file,
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

    /** A file on disk. */
    static FileHandle disk(RandomAccessFile file, boolean readable, boolean writable, boolean appends) {
        InputStream from = new InputStream() {
            @Override
            public int read() throws IOException {
                return file.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                return file.read(bytes, offset, count);
            }
        };
        OutputStream to = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                file.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                file.write(bytes, offset, count);
            }
        };
        return new FileHandle(readable ? from : null, writable ? to : null, file, appends, null, false);
    }

    /** A directory, which can be opened and not be read. */
    static FileHandle directory() {
        InputStream refusing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Is a directory");
            }
        };
        return new FileHandle(refusing, null, null, false, null, false);
    }

    /** One end of a process; reads from it poll the check. */
    static FileHandle process(Process process, boolean readable, InterruptCheck check) {
        return readable
                ? new FileHandle(
                        new PolledInput(process.getInputStream(), check, process), null, null, false, process, false)
                : new FileHandle(null, process.getOutputStream(), null, false, process, false);
    }

    boolean isClosed() {
        return closed;
    }

    boolean isStandard() {
        return standard;
    }

    /** The process that it talks to; null if it is a file. */
    @Nullable Process process() {
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

    /** Writes bytes; those of a file on disk are kept back until the next flush. */
    void write(byte[] bytes, int offset, int count) throws IOException {
        if (out == null) {
            throw new IOException("Bad file descriptor");
        }
        if (file == null) {
            out.write(bytes, offset, count);
            return;
        }
        if (next < limit) {
            file.seek(file.getFilePointer() - (limit - next));
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
            file.seek(file.length());
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
        long here = file.getFilePointer() - (limit - next);
        long to = offset + ("set".equals(whence) ? 0 : "cur".equals(whence) ? here : file.length());
        if (to < 0) {
            throw new IOException("Invalid argument");
        }
        next = 0;
        limit = 0;
        file.seek(to);
        return to;
    }

    void close() throws IOException {
        closed = true;
        try {
            flush();
        } finally {
            if (file != null) {
                file.close();
            }
            if (process != null) {
                if (in != null) {
                    in.close();
                }
                if (out != null) {
                    out.close();
                }
            }
        }
    }
}
