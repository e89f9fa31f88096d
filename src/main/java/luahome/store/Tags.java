package luahome.store;

/**
 * The first byte of every stored key and value: the kind of what follows. The numbers are part of the file format. Keys
 * of different kinds sort by their tags: booleans, numbers, strings, references.
 */
public final class Tags {
    /** Key only: the slot of a table's metatable; sorts before all entries. */
    public static final int METATABLE = 0x01;
    /** False; no payload. */
    public static final int FALSE = 0x10;
    /** True; no payload. */
    public static final int TRUE = 0x11;
    /**
     * Key: any number, as its IEEE 754 double in 8 bytes big-endian, with the sign bit flipped if it was clear and all
     * bits flipped if it was set, so that unsigned bytes sort as the numbers do.
     */
    public static final int NUMBER = 0x20;
    /** Value: an integer of 32 bits, big-endian. */
    public static final int INT = 0x21;
    /** Value: an IEEE 754 double, 8 bytes big-endian. */
    public static final int DOUBLE = 0x22;
    /** A string: its bytes up to the end. */
    public static final int STRING = 0x30;
    /** Key only: a string too long for a key; its SHA-256. The value is then tagged {@link #KEYED}. */
    public static final int LONG_STRING = 0x31;
    /** A table: its number, 8 bytes big-endian. */
    public static final int TABLE = 0x40;
    /** A function: its number, 8 bytes big-endian. */
    public static final int FUNCTION = 0x50;
    /** Value only: a cell (an upvalue): its number, 8 bytes big-endian. */
    public static final int CELL = 0x51;
    /** Value only: the code of functions: its number, 8 bytes big-endian. */
    public static final int CODE = 0x52;
    /** A built-in function or library table: its name. */
    public static final int BUILTIN = 0x60;
    /** Value only: 4 bytes big-endian with the length of the full key, the bytes of that string, then the value. */
    public static final int KEYED = 0x7E;

    private Tags() {}
}
