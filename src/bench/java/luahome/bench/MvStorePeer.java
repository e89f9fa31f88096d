package luahome.bench;

import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** H2's MVStore: a map of numbers for the list, one of texts, and one of records as bytes. */
final class MvStorePeer implements Peer {
    private MVStore store;
    private MVMap<Integer, Double> list;
    private MVMap<String, Double> keys;
    private MVMap<Integer, Object[]> records;

    @Override
    public void open(Path directory) {
        store = new MVStore.Builder()
                .fileName(directory.resolve("store.mv").toString())
                .autoCommitDisabled()
                .open();
        list = store.openMap("list");
        keys = store.openMap("keys");
        records = store.openMap("records");
    }

    private void commit() {
        store.commit();
        store.sync();
    }

    @Override
    public void fillList(double[] values) {
        for (int i = 0; i < values.length; i++) {
            list.put(i + 1, values[i]);
        }
        commit();
    }

    @Override
    public void fillKeys(String[] texts, double[] values) {
        for (int i = 0; i < texts.length; i++) {
            keys.put(texts[i], values[i]);
        }
        commit();
    }

    @Override
    public void fillRecords(String[] names, double[] levels) {
        for (int i = 0; i < names.length; i++) {
            records.put(i + 1, new Object[] {names[i], levels[i], levels[i] % 2 == 0});
        }
        commit();
    }

    @Override
    public double listed(int number) {
        return list.get(number);
    }

    @Override
    public double read(String key) {
        return keys.get(key);
    }

    @Override
    public double level(int number) {
        return (Double) records.get(number)[1];
    }

    @Override
    public void commitOne(String key, double value) {
        keys.put(key, value);
        commit();
    }

    @Override
    public void close() {
        store.close();
    }
}
