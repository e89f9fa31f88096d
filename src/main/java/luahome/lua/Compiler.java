package luahome.lua;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import luahome.lua.lib.InterruptCheck;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.MathLib;
import org.luaj.vm2.lib.jse.JseMathLib;

/** Compiles source text with LuaJ's compiler, and words what is wrong with it as PUC Lua does. */
final class Compiler {
    private static final String NAME = "?";
    private static final int POLL_MASK = 0xfff;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private Compiler() {}

    static {
        // LuaJ folds constant powers by the math library that was made last; without one it only approximates them.
        MathLib.MATHLIB = new JseMathLib();
    }

    /**
     * The code of a chunk.
     *
     * @param chunkName as `load` takes it, see {@link ChunkName}
     * @param check polled while the text is read
     * @throws SyntaxException if it is wrong or incomplete
     */
    static Prototype compile(byte[] source, LuaString chunkName, InterruptCheck check) throws SyntaxException {
        Source text = new Source(source, check);
        try {
            Prototype prototype = LuaC.instance.compile(text, "=" + NAME);
            rename(prototype, chunkName);
            return prototype;
        } catch (LuaError e) {
            String message = e.getMessage();
            throw failure(text, chunkName, message == null ? "syntax error" : message);
        } catch (NumberFormatException e) {
            throw failure(text, chunkName, NAME + ":" + text.line() + ": malformed number");
        } catch (StackOverflowError e) {
            throw failure(text, chunkName, NAME + ":" + text.line() + ": chunk has too many syntax levels");
        } catch (IndexOutOfBoundsException | NullPointerException | NegativeArraySizeException e) {
            throw failure(text, chunkName, NAME + ":" + text.line() + ": function or expression too complex");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rename(Prototype prototype, LuaString chunkName) {
        prototype.source = chunkName;
        for (Prototype inner : prototype.p) {
            rename(inner, chunkName);
        }
    }

    private static SyntaxException failure(Source text, LuaString chunkName, String raw) {
        int line = text.line();
        String message = raw;
        if (raw.startsWith(NAME + ":")) {
            int colon = raw.indexOf(':', NAME.length() + 1);
            line = Integer.parseInt(raw.substring(NAME.length() + 1, colon));
            message = raw.substring(colon + 2);
        }
        int last = text.lastLine();
        if (line > last) {
            line = last;
            message = message.replaceAll(" \\(to close '\\w+' at line " + last + "\\)", "");
        }
        message = message.replaceAll(" \\(to close '\\W?\\w*' at line " + line + "\\)", "");
        boolean incomplete = text.wasReadToTheEnd() && SyntaxMessages.moreCouldHelp(message);
        String said = SyntaxMessages.reworded(message, text);
        int column = ErrorColumn.of(text.bytes(), text.bytes().length - 2, text.position(), line, said);
        return new SyntaxException(Text.toUnicode(Text.ofBytes(ChunkName.shown(chunkName))) + ":" + line + ": " + said, line, column, incomplete);
    }

    /**
     * Source bytes for the compiler: without a byte order mark and a first line that begins with {@code #}, and with a
     * line end and a blank after them, so that the compiler, which reads one byte ahead, meets the end only if it wants
     * more than there is. Not buffered, for the same reason.
     */
    static final class Source extends InputStream {
        private final byte[] bytes;
        private final InterruptCheck check;
        private int at;
        private boolean ended;

        Source(byte[] source, InterruptCheck check) {
            this.check = check;
            bytes = Arrays.copyOf(source, source.length + 2);
            boolean endsInLine = source.length > 0 && source[source.length - 1] == '\n';
            bytes[source.length] = (byte) (endsInLine ? ' ' : '\n');
            bytes[source.length + 1] = ' ';
            if (source.length >= 3 && Arrays.equals(source, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
                at = 3;
            }
            if (bytes[at] == '#') {
                while (bytes[at] != '\n' && bytes[at] != '\r' && at < source.length) {
                    at++;
                }
            }
        }

        @Override
        public int read() {
            if (at < bytes.length) {
                if ((at & POLL_MASK) == 0) {
                    check.poll();
                }
                return bytes[at++] & 0xff;
            }
            ended = true;
            return -1;
        }

        boolean wasReadToTheEnd() {
            return ended;
        }

        /** The line of the last byte read, from 1. */
        int line() {
            return lineAt(at);
        }

        /** The last line of the text. */
        int lastLine() {
            return lineAt(bytes.length);
        }

        private int lineAt(int end) {
            int line = 1;
            for (int i = 0; i < end && i < bytes.length - 2; i++) {
                if (bytes[i] == '\n') {
                    line++;
                }
            }
            return line;
        }

        /** The text that was read, but for the byte read ahead. */
        byte[] bytes() {
            return bytes;
        }

        /** How much of {@link #bytes} the compiler has taken in, the byte read ahead not counted. */
        int position() {
            return ended ? bytes.length : at - 1;
        }
    }
}
