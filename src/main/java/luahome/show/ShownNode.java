package luahome.show;

import java.util.ArrayList;
import java.util.List;

/** What is going to be shown of a value: read once from the tables, then laid out in lines. */
sealed interface ShownNode {
    /** A text that never breaks. */
    record Text(String text) implements ShownNode {}

    /** An entry of a table; the key is empty for a list item. */
    record Entry(String key, ShownNode value) {}

    /** A table with as many of its entries as are shown. */
    final class Table implements ShownNode {
        private final List<Entry> entries = new ArrayList<>();
        private String tag;
        private long left;

        /** @param tag what stands before the brace, empty for nothing */
        Table(String tag) {
            this.tag = tag;
        }

        void add(Entry entry) {
            entries.add(entry);
        }

        List<Entry> entries() {
            return entries;
        }

        String tag() {
            return tag;
        }

        void tag(String newTag) {
            tag = newTag;
        }

        /** How many entries are left out. */
        long left() {
            return left;
        }

        void left(long count) {
            left = count;
        }
    }
}
