package luahome.store.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import luahome.store.TableStore.Change;
import luahome.store.table.HeapVolume;
import org.junit.jupiter.api.AfterEach;

/** A store over a volume in the heap, which is sound after each test. */
abstract class StoreInHeap {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    final HeapVolume volume = new HeapVolume();

    PagedStore store = new PagedStore(volume, true);

    @AfterEach
    void isSound() {
        store.rollback();
        store.check();
        store.close();
    }

    void reopen() {
        store.close();
        store = new PagedStore(volume, true);
        store.check();
    }

    void put(long table, String key, String value) {
        store.update(table, changes(key, value));
    }

    void fill(long table, int count) {
        store.update(
                table,
                IntStream.range(0, count)
                        .mapToObj(i -> new Change(number(i), bytes("v" + i)))
                        .iterator());
    }

    String text(long table, String key) {
        return new String(store.get(table, bytes(key)), StandardCharsets.UTF_8);
    }

    static Iterator<Change> changes(String... keysAndValues) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            changes.add(new Change(bytes(keysAndValues[i]), bytes(keysAndValues[i + 1])));
        }
        return changes.iterator();
    }

    static byte[] number(int i) {
        return ByteBuffer.allocate(4).putInt(i).array();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
