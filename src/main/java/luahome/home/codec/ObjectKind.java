package luahome.home.codec;

import luahome.store.ObjectIds;

/** The kinds of objects in the store, in the order of their numbers in {@link ObjectIds}. */
public enum ObjectKind {
    TABLE,
    FUNCTION,
    CELL,
    CODE;

    /** The ID of the root table. */
    public static final long ROOT_ID = 1;

    private static final ObjectKind[] ALL = values();

    /** The ID of the object of this kind with that number. */
    public long id(long number) {
        return ObjectIds.of(ordinal(), number);
    }

    /** The kind of the object with an ID. */
    public static ObjectKind of(long id) {
        return ALL[ObjectIds.kind(id)];
    }
}
