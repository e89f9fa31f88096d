package luahome.home;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import luahome.home.codec.ObjectKind;
import luahome.home.space.DetachedObjects;
import luahome.home.space.ObjectPaths;
import luahome.home.space.ObjectSpace;
import luahome.home.space.TableState;
import luahome.home.space.Transaction;
import luahome.home.value.CodeLoader;
import luahome.home.value.CodeText;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.store.Finding;
import luahome.store.IoCounters;
import luahome.store.ObjectIds;
import luahome.store.Progress;
import luahome.store.Revision;
import luahome.store.StoreInfo;
import luahome.store.TableInfo;
import luahome.store.TableStore;
import luahome.store.TableStore.Loaded;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The persistent tables of an open workspace, and the transaction over them. See the package's description for the
 * model.
 *
 * <p>Used on the Lua thread only. Every method may throw {@link luahome.store.StoreException}.
 *
 * <p>It is long because it is a door: most methods are one line that hands on.
 */
public final class Home implements AutoCloseable {
    /** A share of the heap: the entries of clean tables take at most one part in so many. */
    private static final int HEAP_SHARE = 4;

    /** Dropped references, below which garbage is left for the close. */
    private static final long FEW_DROPPED = 1_000;

    /** In a larger workspace garbage is looked for when so many parts of its tables may be garbage. */
    private static final long MANY_DROPPED = 20;

    /** How long a close may look for garbage, in nanoseconds, unless much of all may be garbage: … */
    private static final long CLOSE_NANOS = 300_000_000;

    /** … and for each reference that was dropped, whatever dropped it will have taken as long. */
    private static final long CLOSE_NANOS_PER_DROP = 200_000;

    /** Growth of the store file in bytes, below which it is no reason to collect garbage. */
    private static final long MUCH_GROWTH = 32L << 20;

    private final TableStore store;
    private final ObjectSpace space;
    private final Transaction transaction;
    private final boolean writes;
    private final boolean restored;
    private long pastRevision;
    private long collectAtBytes;
    private boolean closed;

    /** The persistent tables kept in the given store, which this takes over and closes. */
    public Home(TableStore store) {
        this(store, Runtime.getRuntime().maxMemory() / HEAP_SHARE, true);
    }

    /**
     * The same over a store that is open for reading: whatever would change a persistent table, or mark or load a
     * revision, raises a LuaError in one sentence. No garbage is collected.
     */
    public static Home reading(TableStore store) {
        return new Home(store, Runtime.getRuntime().maxMemory() / HEAP_SHARE, false);
    }

    Home(TableStore store, long residentBudget) {
        this(store, residentBudget, true);
    }

    private Home(TableStore store, long residentBudget, boolean writes) {
        this.store = store;
        this.writes = writes;
        restored = store.existedBefore() && store.info(ObjectKind.ROOT_ID) != null;
        if (!restored) {
            store.replace(ObjectKind.ROOT_ID, List.<TableStore.Change>of().iterator());
            store.nextTableId(ObjectKind.ROOT_ID + 1);
        }
        if (!restored && writes) {
            store.commit();
        }
        space = new ObjectSpace(store, residentBudget);
        transaction = space.transaction();
        noteFileSize();
        if (!writes) {
            space.forbidChanges();
        }
    }

    /** Whether changes can be made. */
    public boolean writable() {
        return writes;
    }

    /** The table `_home`, ID 1. */
    public HomeTable root() {
        return space.table(ObjectKind.ROOT_ID);
    }

    /** Names a built-in function or library table, which is stored by its name. Called before any user code runs. */
    public void builtin(LuaValue value, String name) {
        space.builtins().add(value, name);
    }

    /** The name by which a built-in value is stored; null if the value is none. */
    public @Nullable String builtinName(LuaValue value) {
        return space.builtins().name(value);
    }

    /** Says whom long work for a program asks whether to go on; see {@link ObjectSpace#interruptCheck}. */
    public void interruptCheck(Runnable check) {
        space.interruptCheck(check);
    }

    /** Says what compiles the functions that are stored. Without it they can be listed but not used. */
    public void loader(CodeLoader loader) {
        space.functions().loader(loader);
    }

    /** The table with that ID, as the one object that stands for it; null if there is none. */
    public @Nullable HomeTable table(long id) {
        space.collector().rescue(id);
        if (space.live(id) instanceof HomeTable table) {
            return table;
        }
        return ObjectIds.kind(id) == 0 && id > 0 && store.info(id) != null ? space.table(id) : null;
    }

    /** The table or function with that number; null if there is none. */
    public @Nullable LuaValue object(long number) {
        HomeTable table = table(number);
        if (table != null) {
            return table;
        }
        long id = ObjectKind.FUNCTION.id(number);
        if (number <= 0 || ObjectIds.kind(number) != 0 || store.info(id) == null) {
            return null;
        }
        space.collector().rescue(id);
        return space.function(number);
    }

    /** What a variable of a function holds, found without compiling it; null if it has no variable of that name. */
    public @Nullable LuaValue upvalue(HomeFunction function, LuaString name) {
        return space.functions().upvalue(function, name);
    }

    /** The text of a function, found without compiling it. */
    public CodeText text(HomeFunction function) {
        return space.functions().text(function);
    }

    /**
     * Makes a table persistent that need hang on nothing, kept until {@link #release}.
     *
     * @throws LuaError if the table, or what it reaches, cannot be stored
     */
    public void keep(HomeTable table) {
        space.requireWritable();
        if (TableState.of(table) == null) {
            space.adoption().adopt(table);
        }
        transaction.keep(table);
    }

    /** Undoes {@link #keep}: the table lives on only while it is reachable. */
    public void release(HomeTable table) {
        space.requireWritable();
        transaction.release(table);
    }

    /**
     * Number of entries changed since the last commit, in tables that it knew, and of variables of stored functions.
     */
    public long pendingEntries() {
        return transaction.pendingEntries();
    }

    /**
     * Makes all changes durable.
     *
     * @throws LuaError if something cannot be stored (nothing was committed; the caller rolls back)
     * @throws luahome.store.StoreException if the disk refuses (likewise)
     */
    public void commit() {
        commit(Progress.NONE);
    }

    /**
     * The same.
     *
     * @param progress told of the entries that were written; if it throws, nothing was committed, and the caller rolls
     *     back
     */
    public void commit(Progress progress) {
        transaction.commit(progress);
        if (!space.collector().isActive() && worthCollecting()) {
            space.garbage().begin(transaction.pinned().ids(), true);
            noteFileSize();
        }
    }

    /** Whether enough may be garbage to pay for a walk over all tables: many tables, or few with much in them. */
    private boolean worthCollecting() {
        long dropped = space.garbage().droppedSinceCollection();
        return dropped > 0
                && (dropped >= Math.max(FEW_DROPPED, store.tableCount() / MANY_DROPPED)
                        || store.info().fileBytes() >= collectAtBytes);
    }

    /** Lets the store file double before its size alone is a reason to collect garbage. */
    private void noteFileSize() {
        long now = store.info().fileBytes();
        collectAtBytes = now + Math.max(now, MUCH_GROWTH);
    }

    /** Takes all changes since the last commit back, in the heap too; answers how many entries that were. */
    public long rollback() {
        long entries = transaction.pendingEntries();
        transaction.rollback();
        return entries;
    }

    /** Commits and marks a revision. */
    public Revision save(@Nullable String label, Instant now) {
        space.requireWritable();
        commit();
        Revision saved = store.save(label, now);
        pastRevision = 0;
        return saved;
    }

    /**
     * Commits, and returns to a revision. Tables that the program holds follow: they show the restored contents, and
     * one that did not exist then becomes transient and keeps its own.
     *
     * @param number null means the last one that a save made
     * @param progress told how far it is; must not throw
     * @throws LuaError in one sentence, if there is no such revision
     */
    public Loaded load(@Nullable Long number, Instant now, Progress progress) {
        space.requireWritable();
        Revision revision = revision(number);
        commit();
        space.collector().abandon();
        Set<Object> detached =
                new DetachedObjects(space, state -> !store.existsIn(revision.number(), state.id())).objects();
        Loaded loaded = store.load(revision.number(), now, progress);
        // From here on nothing may fail: memory would show what the store no longer has.
        detached.forEach(space::release);
        for (long id : loaded.changedTableIds()) {
            Object object = space.live(ObjectIds.number(id));
            if (object != null) {
                space.reload(object);
            }
        }
        transaction.reload();
        pastRevision = loaded.revision().number();
        return loaded;
    }

    /** The same, telling nobody how far it is. */
    public Loaded load(@Nullable Long number, Instant now) {
        return load(number, now, Progress.NONE);
    }

    /** The number of the revision that a load went back to; 0 if there was none in this session since the last save. */
    public long pastRevision() {
        return pastRevision;
    }

    private Revision revision(@Nullable Long number) {
        List<Revision> all = store.revisions();
        for (int i = all.size() - 1; i >= 0; i--) {
            Revision revision = all.get(i);
            if (number == null ? !revision.automatic() : revision.number() == number) {
                return revision;
            }
        }
        if (number == null) {
            throw new LuaError("nothing to load: no revision has been saved yet");
        }
        List<String> numbers =
                all.stream().map(revision -> Long.toString(revision.number())).toList();
        throw new LuaError("there is no revision " + number
                + (numbers.isEmpty()
                        ? ": none has been saved yet"
                        : "; these are kept: " + String.join(", ", numbers)));
    }

    /** The revisions that can be loaded, oldest first. */
    public List<Revision> revisions() {
        return store.revisions();
    }

    /** The six historical metadata, of the last committed state. */
    public Metadata metadata() {
        List<Long> ids = new ArrayList<>();
        store.tables(info -> ids.add(info.id()));
        return new Metadata(
                ObjectKind.ROOT_ID,
                space.nextNumber(),
                store.tableCount(),
                ids.stream().mapToLong(Long::longValue).toArray(),
                savedAt(),
                restored);
    }

    private @Nullable Instant savedAt() {
        Instant last = null;
        for (Revision revision : store.revisions()) {
            last = revision.automatic() ? last : revision.savedAt();
        }
        return last;
    }

    /** How many tables are stored. */
    public long tableCount() {
        return store.tableCount();
    }

    /** How many tables differ from the last save. */
    public long changedTables() {
        return store.changedTables();
    }

    /** Hands all committed tables with the shortest path to each, in the order of their IDs, to the visitor. */
    public void tables(Predicate<ListedTable> visitor) {
        tables(visitor, Progress.NONE);
    }

    /** The same; told are the tables whose paths are known, before the first is handed over. */
    public void tables(Predicate<ListedTable> visitor, Progress progress) {
        new CommittedTables(store, progress).list(transaction.pinned().ids(), visitor);
    }

    /** A path by which a persistent table can be reached, as far as known; `#42` if that is not known. */
    public String path(HomeTable table) {
        TableState state = TableState.of(table);
        return state == null ? "a transient table" : ObjectPaths.of(state);
    }

    /**
     * Rebuilds the file without the room that changes have left free, after committing.
     *
     * @throws LuaError if the workspace is open for reading only
     */
    public void compact(Progress progress) {
        space.requireWritable();
        transaction.commit();
        store.compact(progress);
        noteFileSize();
    }

    /** Writes all that is committed into a file of its own, after committing. */
    public void backUp(Path file, Progress progress) {
        transaction.commit();
        store.backUp(file, progress);
    }

    /** Reads everything that is committed from the disk, and reports what is wrong, after committing. */
    public void check(Consumer<Finding> findings, Progress progress) {
        transaction.commit();
        store.check(findings, progress);
    }

    /** What went to and from the files since the opening. Cheap. */
    public IoCounters ioCounters() {
        return store.ioCounters();
    }

    /** Facts about the files. */
    public StoreInfo storeInfo() {
        return store.info();
    }

    /**
     * Drops the tables and functions that nothing leads to, and commits.
     *
     * @param sessionGoesOn whether what the program still holds is kept
     * @param progress may throw; then nothing is dropped once {@link #rollback} was called
     * @return how much was dropped
     * @throws LuaError if the workspace is open for reading only
     */
    public Garbage collectGarbage(boolean sessionGoesOn, Progress progress) {
        space.requireWritable();
        transaction.commit();
        space.garbage().begin(transaction.pinned().ids(), sessionGoesOn);
        space.garbage().commitWork(Long.MAX_VALUE, progress);
        noteFileSize();
        return new Garbage(space.collector().droppedTables(), space.collector().droppedOthers());
    }

    /** Makes a table persistent that hangs on nothing, if what it holds can be stored. For tests. */
    void adopt(HomeTable table) {
        space.adoption().adopt(table);
    }

    /** See {@link luahome.home.space.Adoption#releaseInsteadOfRefusing}. For tests. */
    void releaseInsteadOfRefusing() {
        space.adoption().releaseInsteadOfRefusing();
    }

    /** Begins to look for garbage, unless that is under way, in steps of so many entries per commit. For tests. */
    void collectInSteps(int entries) {
        space.collector().lookAtClockAfter(entries);
        space.garbage().inSmallestSteps();
        if (!space.collector().isActive()) {
            space.garbage().begin(transaction.pinned().ids(), true);
        }
    }

    /** Turns everything that can be into a ghost. For tests. */
    void evictAll() {
        space.residents().evictAll();
    }

    /** Takes back what is not committed, clears garbage away if there may be some, and closes the store. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (store) {
            transaction.rollback();
            long dropped = space.garbage().dropped();
            if (writes && dropped > 0) {
                boolean much = dropped >= store.tableCount() / MANY_DROPPED;
                space.garbage().begin(transaction.pinned().ids(), false);
                space.garbage()
                        .commitWork(
                                much ? Long.MAX_VALUE : CLOSE_NANOS + CLOSE_NANOS_PER_DROP * dropped, Progress.NONE);
            }
        }
    }

    /**
     * What was dropped because nothing led to it.
     *
     * @param tables how many tables
     * @param others how many functions, and parts of functions
     */
    public record Garbage(long tables, long others) {}

    /**
     * A table in a listing.
     *
     * @param info number, entries and bytes
     * @param path the shortest way to it, as Lua code; over 200 characters `#id.key`; `#id` if it hangs on nothing
     */
    public record ListedTable(TableInfo info, String path) {}
}
