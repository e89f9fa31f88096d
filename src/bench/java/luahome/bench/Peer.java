package luahome.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A store that keeps the same data as the others, each in the way that suits it. For one thread. */
interface Peer extends AutoCloseable {
    /** Opens what is in a directory, or begins anew. */
    void open(Path directory) throws Exception;

    /** Stores {@code values[i]} under the numbers from 1, durably. */
    void fillList(double[] values) throws Exception;

    /** Stores {@code values[i]} under {@code keys[i]}, durably. */
    void fillKeys(String[] keys, double[] values) throws Exception;

    /** Stores records under the numbers from 1, durably: a name, a level, and whether the level is even. */
    void fillRecords(String[] names, double[] levels) throws Exception;

    /** The value at a number. */
    double listed(int number) throws Exception;

    /** The value under a key. */
    double read(String key) throws Exception;

    /** The level of a record. */
    double level(int number) throws Exception;

    /** Stores a value under a key, durably. */
    void commitOne(String key, double value) throws Exception;

    @Override
    void close() throws IOException;
}
