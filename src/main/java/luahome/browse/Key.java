package luahome.browse;

/** What is pressed. */
public enum Key {
    /** One or more characters. */
    TYPED,
    /** The arrow of that name. */
    UP,
    /** The arrow of that name. */
    DOWN,
    /** The arrow of that name. */
    LEFT,
    /** The arrow of that name. */
    RIGHT,
    /** A screenful back. */
    PAGE_UP,
    /** A screenful on. */
    PAGE_DOWN,
    /** To the beginning. */
    HOME,
    /** To the end. */
    END,
    /** The key of that name. */
    ENTER,
    /** The key of that name. */
    ESCAPE,
    /** The key of that name. */
    BACKSPACE,
    /** The key of that name. */
    DELETE,
    /** Ctrl-U. */
    CLEAR_BEFORE,
    /** Ctrl-K. */
    CLEAR_BEHIND,
    /** Ctrl-C: away from whatever is going on. */
    INTERRUPT,
    /** What means nothing. */
    NONE
}
