package luahome.store;

import org.jspecify.annotations.Nullable;

/**
 * The workspace cannot be used, or no longer. The message is one sentence for the user that says what happened, where,
 * and what to do; the cause, if any, is for debugging only. Lua code cannot catch it.
 */
public final class StoreException extends RuntimeException {
    /** What kind of trouble it is. */
    public enum Kind {
        /** Another process, or this one, has the workspace open. */
        LOCKED,
        /** The files are not of luahome. */
        FOREIGN,
        /** The files are of luahome and are broken. */
        DAMAGED,
        /** The files were written by a newer luahome. */
        NEWER,
        /** The path cannot be a workspace or may not be read or written. */
        UNUSABLE,
        /** There is no workspace at the path and none was to be made. */
        MISSING,
        /** The files that are open are not those of the workspace any more: they were moved, removed or replaced. */
        LOST,
        /** No space is left on the device, or a quota is used up. */
        FULL,
        /** Reading or writing failed in another way. */
        IO
    }

    private final Kind kind;

    /** A failure with its sentence for the user. */
    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of trouble it is. */
    public Kind kind() {
        return kind;
    }

    /**
     * The message of a failure that is about damage, for those who go on with what can be read.
     *
     * @throws StoreException this one, if it is about anything else
     */
    public String requireDamage() {
        if (kind != Kind.DAMAGED) {
            throw this;
        }
        return String.valueOf(getMessage());
    }
}
