package luahome.store;

/**
 * How the ID of a stored object is made up: a number, drawn from one sequence for all objects, and above it three bits
 * that say of what kind the object is. Kind 0 are the tables that the store counts and lists. Objects of the other
 * kinds are the caller's auxiliaries: they take part in transactions and revisions as tables do, but are neither listed
 * nor counted among them.
 */
public final class ObjectIds {
    /** The kind of tables. */
    public static final int TABLE = 0;

    /** The kind of functions. */
    public static final int FUNCTION = 1;

    /** The kind of cells: the variables that functions share. */
    public static final int CELL = 2;

    /** The kind of the code of functions. */
    public static final int CODE = 3;

    /** How many kinds there can be. */
    public static final int KINDS = 8;

    private static final int KIND_SHIFT = 60;
    private static final long NUMBER = (1L << KIND_SHIFT) - 1;

    private ObjectIds() {}

    /** The ID of an object of a kind from 0 to 7. */
    public static long of(int kind, long number) {
        return (long) kind << KIND_SHIFT | number;
    }

    /** What no other object's ID has, of whatever kind. */
    public static long number(long id) {
        return id & NUMBER;
    }

    /** The kind of the object. */
    public static int kind(long id) {
        return (int) (id >>> KIND_SHIFT);
    }

    /** What messages call an object: {@code table #42}. */
    public static String name(long id) {
        return kindName(id) + " #" + number(id);
    }

    /** The same for some objects in a row: {@code tables #42 to #51}; for one, its name. */
    public static String names(long first, long last) {
        if (first == last) {
            return name(first);
        }
        return kind(first) == kind(last)
                ? kindName(first) + "s #" + number(first) + " to #" + number(last)
                : name(first) + " to " + name(last);
    }

    private static String kindName(long id) {
        return switch (kind(id)) {
            case TABLE -> "table";
            case FUNCTION -> "function";
            case CELL -> "variable";
            case CODE -> "code";
            default -> "object";
        };
    }

    /** Whether the object is a table that counts: of kind 0, and not the system table. */
    public static boolean counts(long id) {
        return kind(id) == 0 && id != TableStore.SYSTEM_TABLE;
    }
}
