package luahome.bench;

import java.nio.file.Path;
import luahome.home.Home;
import luahome.home.value.HomeTable;
import luahome.store.OpenMode;
import luahome.store.workspace.PagedStore;
import org.luaj.vm2.LuaValue;

/** Tables in {@code _home}; a record is a table as well. */
final class LuahomePeer implements Peer {
    private static final LuaValue LIST = LuaValue.valueOf("list");
    private static final LuaValue KEYS = LuaValue.valueOf("keys");
    private static final LuaValue RECORDS = LuaValue.valueOf("records");
    private static final LuaValue NAME = LuaValue.valueOf("name");
    private static final LuaValue LEVEL = LuaValue.valueOf("level");
    private static final LuaValue EVEN = LuaValue.valueOf("even");

    private Home home;

    @Override
    public void open(Path directory) {
        home = new Home(PagedStore.open(directory, OpenMode.WRITE));
    }

    private HomeTable added(LuaValue key) {
        HomeTable table = new HomeTable();
        home.root().rawset(key, table);
        return table;
    }

    @Override
    public void fillList(double[] values) {
        HomeTable list = added(LIST);
        for (int i = 0; i < values.length; i++) {
            list.rawset(i + 1, LuaValue.valueOf(values[i]));
        }
        home.commit();
    }

    @Override
    public void fillKeys(String[] keys, double[] values) {
        HomeTable table = added(KEYS);
        for (int i = 0; i < keys.length; i++) {
            table.rawset(LuaValue.valueOf(keys[i]), LuaValue.valueOf(values[i]));
        }
        home.commit();
    }

    @Override
    public void fillRecords(String[] names, double[] levels) {
        HomeTable records = added(RECORDS);
        for (int i = 0; i < names.length; i++) {
            HomeTable one = new HomeTable();
            one.rawset(NAME, LuaValue.valueOf(names[i]));
            one.rawset(LEVEL, LuaValue.valueOf(levels[i]));
            one.rawset(EVEN, LuaValue.valueOf(levels[i] % 2 == 0));
            records.rawset(i + 1, one);
        }
        home.commit();
    }

    private HomeTable table(LuaValue key) {
        return (HomeTable) home.root().rawget(key);
    }

    @Override
    public double listed(int number) {
        return table(LIST).rawget(number).todouble();
    }

    @Override
    public double read(String key) {
        return table(KEYS).rawget(LuaValue.valueOf(key)).todouble();
    }

    @Override
    public double level(int number) {
        return ((HomeTable) table(RECORDS).rawget(number)).rawget(LEVEL).todouble();
    }

    @Override
    public void commitOne(String key, double value) {
        table(KEYS).rawset(LuaValue.valueOf(key), LuaValue.valueOf(value));
        home.commit();
    }

    @Override
    public void close() {
        home.close();
    }
}
