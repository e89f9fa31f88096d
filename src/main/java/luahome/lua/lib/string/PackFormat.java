package luahome.lua.lib.string;

import luahome.lua.builtin.LuaArguments;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/**
 * Reads the format of {@code string.pack} and its kin, as Lua 5.4 has it, item by item. Sizes are those of C on a
 * 64-bit machine. Used once.
 */
final class PackFormat {
    /** What an item stands for. */
    enum Kind {
        SIGNED,
        UNSIGNED,
        FLOAT,
        DOUBLE,
        /** A string in exactly so many bytes. */
        FIXED,
        /** A string behind its length. */
        COUNTED,
        /** A string in front of a zero. */
        TERMINATED,
        /** One byte that says nothing. */
        PADDING,
        /** As many such bytes as the alignment asks for, and no more. */
        ALIGNMENT,
        /** Something that only changes how the next items are read. */
        NONE
    }

    private static final int LARGEST = 16;
    private static final int NATURAL = 8;

    private final LuaArguments arguments;
    private final LuaString format;
    private int at;
    private int maxAlignment = 1;
    private boolean littleEndian = true;

    private Kind kind = Kind.NONE;
    private int size;
    private int padding;

    /** For the format in the first argument. */
    PackFormat(LuaArguments arguments) {
        this.arguments = arguments;
        format = arguments.string(1);
    }

    /**
     * Goes to the next item.
     *
     * @param offset how many bytes are in front of it, by which it is aligned
     * @return whether there is one
     */
    boolean next(long offset) {
        if (at >= format.length()) {
            return false;
        }
        read();
        int alignment = size;
        if (kind == Kind.ALIGNMENT) {
            Kind own = kind;
            if (at >= format.length()) {
                throw arguments.wrong(1, "invalid next option for option 'X'");
            }
            read();
            alignment = size;
            if (kind == Kind.FIXED || alignment == 0) {
                throw arguments.wrong(1, "invalid next option for option 'X'");
            }
            kind = own;
            size = 0;
        }
        padding = 0;
        boolean aligned = kind == Kind.SIGNED
                || kind == Kind.UNSIGNED
                || kind == Kind.FLOAT
                || kind == Kind.DOUBLE
                || kind == Kind.COUNTED
                || kind == Kind.ALIGNMENT;
        alignment = Math.min(alignment, maxAlignment);
        if (aligned && alignment > 1) {
            if (Integer.bitCount(alignment) != 1) {
                throw arguments.wrong(1, "format asks for alignment not power of 2");
            }
            padding = (int) (alignment - offset % alignment) % alignment;
        }
        return true;
    }

    Kind kind() {
        return kind;
    }

    /** The item's size in bytes; of a counted string, that of its length. */
    int size() {
        return size;
    }

    /** How many bytes are left out in front of the item. */
    int padding() {
        return padding;
    }

    boolean isLittleEndian() {
        return littleEndian;
    }

    private void read() {
        char option = (char) format.luaByte(at++);
        size = 0;
        kind = Kind.NONE;
        switch (option) {
            case 'b' -> item(Kind.SIGNED, 1);
            case 'B' -> item(Kind.UNSIGNED, 1);
            case 'h' -> item(Kind.SIGNED, 2);
            case 'H' -> item(Kind.UNSIGNED, 2);
            case 'i' -> item(Kind.SIGNED, limited(4));
            case 'I' -> item(Kind.UNSIGNED, limited(4));
            case 'l', 'j' -> item(Kind.SIGNED, 8);
            case 'L', 'J', 'T' -> item(Kind.UNSIGNED, 8);
            case 'f' -> item(Kind.FLOAT, 4);
            case 'd', 'n' -> item(Kind.DOUBLE, 8);
            case 's' -> item(Kind.COUNTED, limited(8));
            case 'c' -> {
                int length = digits(-1);
                if (length < 0) {
                    throw new LuaError("missing size for format option 'c'");
                }
                item(Kind.FIXED, length);
            }
            case 'z' -> item(Kind.TERMINATED, 0);
            case 'x' -> item(Kind.PADDING, 1);
            case 'X' -> item(Kind.ALIGNMENT, 0);
            case ' ' -> {}
            case '<', '=' -> littleEndian = true;
            case '>' -> littleEndian = false;
            case '!' -> maxAlignment = limited(NATURAL);
            default -> throw new LuaError("invalid format option '" + option + "'");
        }
    }

    private void item(Kind itemKind, int itemSize) {
        kind = itemKind;
        size = itemSize;
    }

    private int limited(int otherwise) {
        int found = digits(otherwise);
        if (found < 1 || found > LARGEST) {
            throw new LuaError("integral size (" + found + ") out of limits [1," + LARGEST + "]");
        }
        return found;
    }

    private int digits(int otherwise) {
        if (!isDigit()) {
            return otherwise;
        }
        int number = 0;
        // Further digits are then no option of their own, as in C.
        while (isDigit() && number <= (Integer.MAX_VALUE - 9) / 10) {
            number = number * 10 + format.luaByte(at++) - '0';
        }
        return number;
    }

    private boolean isDigit() {
        return at < format.length() && format.luaByte(at) >= '0' && format.luaByte(at) <= '9';
    }
}
