package luahome.lua.text;

import java.util.Arrays;

/** What may stand in front of a program in a file: a byte order mark and a line that begins with '#'. */
public final class Preamble {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private Preamble() {}

    /** What a dump begins with. */
    private static final byte ESCAPE = 27;

    /**
     * The number of bytes that are not part of the program. The end of a first line is, since line numbers count it,
     * unless a dump follows.
     */
    public static int length(byte[] file) {
        int mark = BYTE_ORDER_MARK.length;
        int at = file.length >= mark && Arrays.equals(file, 0, mark, BYTE_ORDER_MARK, 0, mark) ? mark : 0;
        if (at < file.length && file[at] == '#') {
            while (at < file.length && file[at] != '\n' && file[at] != '\r') {
                at++;
            }
            int next = at + (at + 1 < file.length && file[at] == '\r' && file[at + 1] == '\n' ? 2 : 1);
            return next < file.length && file[next] == ESCAPE ? next : at;
        }
        return at;
    }

    /** The program in a file. */
    public static byte[] dropped(byte[] file) {
        return Arrays.copyOfRange(file, length(file), file.length);
    }
}
