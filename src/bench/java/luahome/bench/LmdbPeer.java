package luahome.bench;

import static org.lmdbjava.DbiFlags.MDB_CREATE;

import java.nio.file.Path;
import org.lmdbjava.ByteArrayProxy;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/** LMDB as it comes: one transaction for a commit. */
final class LmdbPeer extends KeyValuePeer {
    private static final long LARGEST = 4L << 30;

    private Env<byte[]> store;
    private Dbi<byte[]> table;
    private Txn<byte[]> writing;
    private Txn<byte[]> reading;

    @Override
    public void open(Path directory) {
        store = Env.create(ByteArrayProxy.PROXY_BA).setMapSize(LARGEST).open(directory.toFile());
        table = store.openDbi((String) null, MDB_CREATE);
    }

    @Override
    void put(byte[] key, byte[] value) {
        if (writing == null) {
            endReading();
            writing = store.txnWrite();
        }
        table.put(writing, key, value);
    }

    @Override
    void commit() {
        writing.commit();
        writing.close();
        writing = null;
    }

    private void endReading() {
        if (reading != null) {
            reading.close();
            reading = null;
        }
    }

    @Override
    byte[] get(byte[] key) {
        if (reading == null) {
            reading = store.txnRead();
        }
        return table.get(reading, key);
    }

    @Override
    public void close() {
        endReading();
        store.close();
    }
}
