package luahome.home;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import luahome.store.Finding;
import luahome.store.ObjectIds;
import luahome.store.Progress;
import luahome.store.Revision;
import luahome.store.StoreException;
import luahome.store.StoreInfo;
import luahome.store.TableInfo;
import luahome.store.TableStore;
import luahome.store.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A store in the heap with the whole contract and copies for revisions, so that the object model is tested by itself.
 */
public final class MemoryStore implements TableStore {
    /** Values of more bytes are kept beside the pages, as it were. */
    private static final int LONG = 100_000;

    private record State(long nextId, TreeMap<Long, TreeMap<byte[], byte[]>> tables) {
        State copy() {
            TreeMap<Long, TreeMap<byte[], byte[]>> copy = new TreeMap<>();
            tables.forEach((id, table) -> copy.put(id, new TreeMap<>(table)));
            return new State(nextId, copy);
        }
    }

    private State committed = new State(1, new TreeMap<>());
    private State current = committed.copy();
    private final TreeMap<Long, State> marked = new TreeMap<>();
    private final List<Revision> revisions = new ArrayList<>();
    private boolean opened;
    private boolean full;
    private boolean refusing;
    private long bytesRead;

    /** The committed state as a session that begins anew would find it. */
    MemoryStore reopened() {
        opened = true;
        rollback();
        return this;
    }

    /** Makes every commit fail for want of space, or not. */
    public void full(boolean noSpace) {
        full = noSpace;
    }

    /** How many bytes of values were handed out so far. */
    long bytesRead() {
        return bytesRead;
    }

    /** Makes every change fail for want of space, or not. */
    void refusing(boolean noSpace) {
        refusing = noSpace;
    }

    private static void requireSpace(boolean none) {
        if (none) {
            throw new StoreException(StoreException.Kind.FULL, "no space left", null);
        }
    }

    /** Committed entries of a table; null if it does not exist. */
    @Nullable
    Integer committedEntries(long id) {
        TreeMap<byte[], byte[]> table = committed.tables.get(id);
        return table == null ? null : table.size();
    }

    /** Not supported: there is no file. */
    @Override
    public void compact(Progress progress) {
        throw new UnsupportedOperationException();
    }

    /** Not supported: there is no file. */
    @Override
    public void check(Consumer<Finding> findings, Progress progress) {
        throw new UnsupportedOperationException();
    }

    /** Not supported: there is no file. */
    @Override
    public void backUp(Path target, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean existedBefore() {
        return opened;
    }

    @Override
    public long nextTableId() {
        return current.nextId;
    }

    @Override
    public void nextTableId(long next) {
        if (next < current.nextId) {
            throw new IllegalArgumentException("back from " + current.nextId + " to " + next);
        }
        current = new State(next, current.tables);
    }

    @Override
    public long tableCount() {
        return current.tables.keySet().stream()
                .filter(id -> id != SYSTEM_TABLE && ObjectIds.kind(id) == 0)
                .count();
    }

    @Override
    public @Nullable TableInfo info(long tableId) {
        Map<byte[], byte[]> table = current.tables.get(tableId);
        if (table == null) {
            return null;
        }
        long bytes = table.entrySet().stream()
                .mapToLong(e -> e.getKey().length + e.getValue().length)
                .sum();
        return new TableInfo(tableId, table.size(), bytes);
    }

    @Override
    public void tables(Predicate<TableInfo> visitor) {
        objects(1, info -> ObjectIds.kind(info.id()) == 0 && visitor.test(info));
    }

    @Override
    public void scan(long tableId, long skip, EntryVisitor visitor) {
        long[] left = {skip};
        scan(tableId, null, (key, value) -> left[0]-- > 0 || visitor.entry(key, value));
    }

    @Override
    public void scanReferences(long tableId, byte @Nullable [] from, EntryVisitor visitor) {
        visit(
                tableId,
                from,
                (key, value) ->
                        visitor.entry(key, value.length > LONG && key[0] != Tags.LONG_STRING ? new byte[0] : value));
    }

    @Override
    public void objects(long from, Predicate<TableInfo> visitor) {
        for (long id : List.copyOf(current.tables.keySet())) {
            TableInfo info = id == SYSTEM_TABLE || id < from ? null : info(id);
            if (info != null && !visitor.test(info)) {
                return;
            }
        }
    }

    @Override
    public byte @Nullable [] get(long tableId, byte[] key) {
        TreeMap<byte[], byte[]> table = current.tables.get(tableId);
        byte[] value = table == null ? null : table.get(key);
        bytesRead += value == null ? 0 : value.length;
        return value;
    }

    @Override
    public void scan(long tableId, byte @Nullable [] from, EntryVisitor visitor) {
        visit(tableId, from, (key, value) -> {
            bytesRead += value.length;
            return visitor.entry(key, value);
        });
    }

    private void visit(long tableId, byte @Nullable [] from, EntryVisitor visitor) {
        TreeMap<byte[], byte[]> table = current.tables.get(tableId);
        if (table == null) {
            return;
        }
        for (Map.Entry<byte[], byte[]> e :
                table.tailMap(from == null ? new byte[0] : from, true).entrySet()) {
            if (!visitor.entry(e.getKey(), e.getValue())) {
                return;
            }
        }
    }

    @Override
    public void update(long tableId, Iterator<Change> changes) {
        requireSpace(refusing);
        TreeMap<byte[], byte[]> table =
                current.tables.computeIfAbsent(tableId, id -> new TreeMap<>(Arrays::compareUnsigned));
        byte[] last = null;
        while (changes.hasNext()) {
            Change change = changes.next();
            if (last != null && Arrays.compareUnsigned(last, change.key()) >= 0) {
                throw new IllegalArgumentException("keys not ascending");
            }
            last = change.key();
            if (change.value() == null) {
                table.remove(change.key());
            } else {
                table.put(change.key(), whole(change));
            }
        }
    }

    private static byte[] whole(Change change) {
        Slice rest = change.rest();
        return rest == null
                ? change.value()
                : ByteBuffer.allocate(change.value().length + rest.length())
                        .put(change.value())
                        .put(rest.bytes(), rest.offset(), rest.length())
                        .array();
    }

    @Override
    public void replace(long tableId, Iterator<Change> entries) {
        drop(tableId);
        update(tableId, entries);
    }

    @Override
    public void drop(long tableId) {
        current.tables.remove(tableId);
    }

    @Override
    public void commit() {
        requireSpace(full);
        committed = current.copy();
    }

    @Override
    public void rollback() {
        current = committed.copy();
    }

    @Override
    public Revision save(@Nullable String label, Instant now) {
        commit();
        marked.clear();
        Revision revision = mark(label, now, false);
        revisions.removeIf(other -> other != revision);
        return revision;
    }

    private Revision mark(@Nullable String label, Instant now, boolean automatic) {
        long number =
                revisions.isEmpty() ? 1 : revisions.get(revisions.size() - 1).number() + 1;
        Revision revision = new Revision(number, now, label, automatic);
        revisions.add(revision);
        marked.put(number, committed.copy());
        return revision;
    }

    @Override
    public List<Revision> revisions() {
        return List.copyOf(revisions);
    }

    @Override
    public Loaded load(long number, Instant now, Progress progress) {
        commit();
        Revision undo = mark(null, now, true);
        State target = marked.get(number);
        if (target == null) {
            throw new IllegalArgumentException("no revision " + number);
        }
        long[] changed = java.util.stream.Stream.concat(
                        committed.tables.keySet().stream(), target.tables.keySet().stream())
                .distinct()
                .mapToLong(Long::longValue)
                .toArray();
        current = new State(committed.nextId, target.copy().tables);
        commit();
        Revision revision =
                revisions.stream().filter(r -> r.number() == number).findFirst().orElseThrow();
        return new Loaded(revision, undo, changed);
    }

    @Override
    public boolean existsIn(long revision, long tableId) {
        State state = marked.get(revision);
        return state != null && state.tables.containsKey(tableId);
    }

    @Override
    public long changedTables() {
        return 0;
    }

    @Override
    public StoreInfo info() {
        return new StoreInfo(Path.of("memory"), 0, 0, 1);
    }

    @Override
    public void close() {
        rollback();
    }
}
