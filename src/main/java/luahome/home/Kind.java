package luahome.home;

import luahome.store.ObjectIds;

/** The kinds of objects in the store, in the order of their numbers in {@link ObjectIds}. */
enum Kind {
    TABLE,
    FUNCTION,
    CELL,
    CODE;

    private static final Kind[] ALL = values();

    /** The ID of the object of this kind with that number. */
    long id(long number) {
        return ObjectIds.of(ordinal(), number);
    }

    /** The kind of the object with an ID. */
    static Kind of(long id) {
        return ALL[ObjectIds.kind(id)];
    }
}
