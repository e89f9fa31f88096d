package luahome.store.workspace;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import luahome.store.TableStore;
import org.jspecify.annotations.Nullable;

/** What a store should hold, in plain maps; immutable arrays are shared, maps are copied. */
public final class StoreModel {
    /** The tables, the system table among them once it was written. */
    final TreeMap<Long, TreeMap<byte[], byte[]>> tables = new TreeMap<>();

    /** An empty model. */
    public StoreModel() {}

    /** A copy to go back to. */
    public StoreModel copy() {
        StoreModel copy = new StoreModel();
        tables.forEach((id, entries) -> copy.table(id).putAll(entries));
        return copy;
    }

    /** A table, made if it is absent. */
    public TreeMap<byte[], byte[]> table(long id) {
        return tables.computeIfAbsent(id, absent -> new TreeMap<>(Arrays::compareUnsigned));
    }

    /** Takes over the contents of another model. */
    void set(StoreModel other) {
        tables.clear();
        tables.putAll(other.copy().tables);
    }

    /** Number of ordinary tables that differ between two states. */
    public static long differences(StoreModel a, StoreModel b) {
        TreeMap<Long, TreeMap<byte[], byte[]>> all = new TreeMap<>(a.tables);
        all.putAll(b.tables);
        return all.keySet().stream()
                .filter(id -> id != TableStore.SYSTEM_TABLE && !same(a.tables.get(id), b.tables.get(id)))
                .count();
    }

    /** Whether two tables, null meaning absent, are alike. */
    static boolean same(@Nullable TreeMap<byte[], byte[]> a, @Nullable TreeMap<byte[], byte[]> b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a.size() != b.size()) {
            return false;
        }
        var others = b.entrySet().iterator();
        for (Map.Entry<byte[], byte[]> entry : a.entrySet()) {
            Map.Entry<byte[], byte[]> other = others.next();
            if (!Arrays.equals(entry.getKey(), other.getKey()) || !Arrays.equals(entry.getValue(), other.getValue())) {
                return false;
            }
        }
        return true;
    }
}
