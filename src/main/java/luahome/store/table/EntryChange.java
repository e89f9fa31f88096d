package luahome.store.table;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import luahome.store.TableStore;
import org.jspecify.annotations.Nullable;

/**
 * One change to a table's pages: a value, a reference to an overflow value that is stored already, or, if both are
 * null, a removal.
 */
public record EntryChange(
        byte[] key,
        byte @Nullable [] value,
        TableStore.@Nullable Slice rest,
        @Nullable OverflowRef overflow) {
    /** A change without a further part of the value. */
    EntryChange(byte[] key, byte @Nullable [] value, @Nullable OverflowRef overflow) {
        this(key, value, null, overflow);
    }

    /** Whether the key goes. */
    boolean isRemoval() {
        return value == null && overflow == null;
    }

    /** Looks one edit ahead, and sees to it that the keys ascend and are not too long. Not thread-safe. */
    public static final class Stream {
        private final Iterator<EntryChange> edits;
        private @Nullable EntryChange head;

        /** Goes through edits. */
        public Stream(Iterator<EntryChange> edits) {
            this.edits = edits;
            next();
        }

        /** Goes through changes that a caller of the store made. */
        public static Stream of(Iterator<TableStore.Change> changes) {
            return new Stream(new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return changes.hasNext();
                }

                @Override
                public EntryChange next() {
                    TableStore.Change change = changes.next();
                    return new EntryChange(change.key(), change.value(), change.rest(), null);
                }
            });
        }

        /** Whether there is a {@link #head}. */
        boolean hasHead() {
            return head != null;
        }

        /** The edit to apply next. */
        EntryChange head() {
            if (head == null) {
                throw new NoSuchElementException();
            }
            return head;
        }

        /** Goes to the next edit; raises {@link IllegalArgumentException} if its key is out of order or too long. */
        void next() {
            EntryChange before = head;
            head = edits.hasNext() ? edits.next() : null;
            if (head != null && head.key.length > TableStore.MAX_KEY) {
                throw new IllegalArgumentException("a key of " + head.key.length + " bytes");
            }
            if (head != null && before != null && Arrays.compareUnsigned(before.key, head.key) >= 0) {
                throw new IllegalArgumentException("keys not in ascending order");
            }
        }
    }
}
