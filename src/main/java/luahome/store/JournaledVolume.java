package luahome.store;

import java.nio.file.Path;
import org.mapdb.volume.Volume;

/** The volume over {@code home.db} and its journal. */
final class JournaledVolume implements TransactionalVolume {
    private JournaledVolume() {}

    /** Opens the workspace at a path. */
    static JournaledVolume open(Path workspace, OpenMode mode) {
        throw new UnsupportedOperationException(workspace + " " + mode);
    }

    @Override
    public Volume volume() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void commit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rollback() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoreInfo info() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
