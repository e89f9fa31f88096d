package luahome.home;

import luahome.store.ObjectIds;
import luahome.store.Tags;

/** The kinds of objects in the store, each with its part in an ID ({@link ObjectIds}) and the tag of references to it. */
enum Kind {
    TABLE(Tags.TABLE),
    FUNCTION(Tags.FUNCTION),
    CELL(Tags.CELL),
    CODE(Tags.CODE);

    private static final Kind[] ALL = values();

    private final int tag;

    Kind(int tag) {
        this.tag = tag;
    }

    /** The tag that stands before the number in a stored reference. */
    int tag() {
        return tag;
    }

    /** The ID of the object of this kind with that number. */
    long id(long number) {
        return ObjectIds.of(ordinal(), number);
    }

    /** The kind of the object with an ID. */
    static Kind of(long id) {
        return ALL[ObjectIds.kind(id)];
    }
}
