package luahome.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A store of bytes under bytes: a letter and a number, or a letter and a text, lead to eight bytes; a record is one value,
 * its level first.
 */
abstract class KeyValuePeer implements Peer {
    /** Stores one after the other: no more than so many are one write where the store keeps those in memory. */
    static final int BATCH = 10_000;

    abstract void put(byte[] key, byte[] value) throws Exception;

    /** Makes all durable that was put. */
    abstract void commit() throws Exception;

    abstract byte[] get(byte[] key) throws Exception;

    private static byte[] key(char kind, int number) {
        return ByteBuffer.allocate(5).put((byte) kind).putInt(number).array();
    }

    private static byte[] key(String text) {
        return ("k" + text).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(double number) {
        return ByteBuffer.allocate(8).putDouble(number).array();
    }

    @Override
    public void fillList(double[] values) throws Exception {
        for (int i = 0; i < values.length; i++) {
            put(key('l', i + 1), value(values[i]));
        }
        commit();
    }

    @Override
    public void fillKeys(String[] keys, double[] values) throws Exception {
        for (int i = 0; i < keys.length; i++) {
            put(key(keys[i]), value(values[i]));
        }
        commit();
    }

    @Override
    public void fillRecords(String[] names, double[] levels) throws Exception {
        for (int i = 0; i < names.length; i++) {
            byte[] name = names[i].getBytes(StandardCharsets.UTF_8);
            byte[] record = Arrays.copyOf(value(levels[i]), 9 + name.length);
            record[8] = (byte) (levels[i] % 2 == 0 ? 1 : 0);
            System.arraycopy(name, 0, record, 9, name.length);
            put(key('r', i + 1), record);
        }
        commit();
    }

    private double number(byte[] key) throws Exception {
        return ByteBuffer.wrap(get(key)).getDouble();
    }

    @Override
    public double listed(int number) throws Exception {
        return number(key('l', number));
    }

    @Override
    public double read(String key) throws Exception {
        return number(key(key));
    }

    @Override
    public double level(int number) throws Exception {
        return number(key('r', number));
    }

    @Override
    public void commitOne(String key, double value) throws Exception {
        put(key(key), value(value));
        commit();
    }
}
