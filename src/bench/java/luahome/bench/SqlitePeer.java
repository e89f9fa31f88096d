package luahome.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** SQLite with a log written ahead, forced at each commit. */
final class SqlitePeer implements Peer {
    private Connection store;
    private PreparedStatement one;
    private PreparedStatement reading;

    @Override
    public void open(Path directory) throws SQLException {
        store = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
        try (Statement setting = store.createStatement()) {
            setting.execute("pragma journal_mode=wal");
            setting.execute("pragma synchronous=full");
            setting.execute("create table if not exists list (id integer primary key, value real)");
            setting.execute("create table if not exists keys (id text primary key, value real) without rowid");
            setting.execute("create table if not exists records (id integer primary key, name text, level real, even)");
        }
        store.setAutoCommit(false);
        one = store.prepareStatement("insert or replace into keys values (?, ?)");
        reading = store.prepareStatement("select value from keys where id = ?");
    }

    @Override
    public void fillList(double[] values) throws SQLException {
        try (PreparedStatement adding = store.prepareStatement("insert into list values (?, ?)")) {
            for (int i = 0; i < values.length; i++) {
                adding.setInt(1, i + 1);
                adding.setDouble(2, values[i]);
                adding.executeUpdate();
            }
        }
        store.commit();
    }

    @Override
    public void fillKeys(String[] keys, double[] values) throws SQLException {
        for (int i = 0; i < keys.length; i++) {
            put(keys[i], values[i]);
        }
        store.commit();
    }

    private void put(String key, double value) throws SQLException {
        one.setString(1, key);
        one.setDouble(2, value);
        one.executeUpdate();
    }

    @Override
    public void fillRecords(String[] names, double[] levels) throws SQLException {
        try (PreparedStatement adding = store.prepareStatement("insert into records values (?, ?, ?, ?)")) {
            for (int i = 0; i < names.length; i++) {
                adding.setInt(1, i + 1);
                adding.setString(2, names[i]);
                adding.setDouble(3, levels[i]);
                adding.setBoolean(4, levels[i] % 2 == 0);
                adding.executeUpdate();
            }
        }
        store.commit();
    }

    private static double only(PreparedStatement query) throws SQLException {
        try (ResultSet found = query.executeQuery()) {
            found.next();
            return found.getDouble(1);
        }
    }

    @Override
    public double listed(int number) throws SQLException {
        try (PreparedStatement query = store.prepareStatement("select value from list where id = ?")) {
            query.setInt(1, number);
            return only(query);
        }
    }

    @Override
    public double read(String key) throws SQLException {
        reading.setString(1, key);
        return only(reading);
    }

    @Override
    public double level(int number) throws SQLException {
        try (PreparedStatement query = store.prepareStatement("select level from records where id = ?")) {
            query.setInt(1, number);
            return only(query);
        }
    }

    @Override
    public void commitOne(String key, double value) throws SQLException {
        put(key, value);
        store.commit();
    }

    @Override
    public void close() throws IOException {
        try {
            store.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
