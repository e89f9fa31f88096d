package luahome.store;

import org.jspecify.annotations.Nullable;

/**
 * Something that a check of a workspace found.
 *
 * @param kind what it is about
 * @param table the ID of the table, or other object, concerned; null if it is none, or several
 * @param message one sentence without a full stop
 */
public record Finding(Kind kind, @Nullable Long table, String message) {
    /** What a finding is about. */
    public enum Kind {
        /** A part of the files does not have its checksum. */
        BAD_PAGE("bad page"),
        /** The home file is cut off, or its header is broken. */
        BAD_FILE("bad file"),
        /** The journal is missing, or not all of it can be read. */
        BAD_JOURNAL("bad journal"),
        /** A part of what leads to the tables cannot be read. */
        BAD_INDEX("bad index"),
        /** A part of a table cannot be read or is not as it should be. */
        BAD_TABLE("bad table"),
        /** An entry refers to a table that is not there. */
        DANGLING_REFERENCE("dangling reference"),
        /** A table has a number that was not given out yet. */
        BEYOND_NEXT_ID("ID beyond nextTableId"),
        /** A number is not that of what it counts. */
        WRONG_COUNT("wrong count"),
        /** A revision cannot be returned to as a whole. */
        BAD_REVISION("bad revision"),
        /** Room in the file is lost, or used twice. */
        BAD_SPACE("bad space"),
        /** Nothing leads to a table: no damage, it is cleared away some time. */
        UNREACHABLE_TABLE("unreachable table");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** In words. */
        public String text() {
            return text;
        }

        /** Whether something is wrong. */
        public boolean isProblem() {
            return this != UNREACHABLE_TABLE;
        }
    }
}
