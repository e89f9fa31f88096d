package luahome.bench;

import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB as it comes; the last batch of a commit is forced, and with it the log of those before. */
final class RocksPeer extends KeyValuePeer {
    private final Options options = new Options().setCreateIfMissing(true);
    private final WriteOptions forced = new WriteOptions().setSync(true);
    private final WriteOptions unforced = new WriteOptions();
    private final WriteBatch batch = new WriteBatch();
    private RocksDB store;

    @Override
    public void open(Path directory) throws RocksDBException {
        store = RocksDB.open(options, directory.toString());
    }

    @Override
    void put(byte[] key, byte[] value) throws RocksDBException {
        batch.put(key, value);
        if (batch.count() >= BATCH) {
            store.write(unforced, batch);
            batch.clear();
        }
    }

    @Override
    void commit() throws RocksDBException {
        // An empty batch forces nothing.
        batch.putLogData(new byte[1]);
        store.write(forced, batch);
        batch.clear();
    }

    @Override
    byte[] get(byte[] key) throws RocksDBException {
        return store.get(key);
    }

    @Override
    public void close() {
        store.close();
        batch.close();
        forced.close();
        unforced.close();
        options.close();
    }
}
