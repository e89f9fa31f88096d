package luahome.store;

/** The transactional file below MapDB: a volume whose changes take effect together at commit. */
interface TransactionalVolume extends AutoCloseable {
    /** The volume to hand to MapDB; the same object for the life of this one. */
    org.mapdb.volume.Volume volume();

    /** Whether nothing was ever committed, so that MapDB must create its store. */
    boolean isEmpty();

    /** Makes all changes since the last commit durable on return; on a {@link StoreException} nothing is committed. */
    void commit();

    /** Forgets the uncommitted pages; the caller then makes a new MapDB store over {@link #volume()}. */
    void rollback();

    /** Facts about the files, for showing. */
    StoreInfo info();

    /** Rolls back, checkpoints, truncates the log and releases the lock; does nothing the second time. */
    @Override
    void close();
}
