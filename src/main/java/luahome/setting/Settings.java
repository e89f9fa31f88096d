package luahome.setting;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import luahome.show.Limits;

/** The values that the settings have in a session. Lives on the Lua thread. */
public final class Settings {
    /** When colours are used: the values of {@link Setting#COLOR}. */
    public static final List<String> COLOR_VALUES = Setting.COLOR.kind().words();

    /** Results in fewer columns cannot be read. */
    private static final int NARROWEST = 20;

    /** So many times the entries of one table are shown of all tables in a result. */
    private static final int TABLES = 10;

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    /** Those that nobody has set. */
    public Settings() {}

    /** The value of one. */
    public String value(Setting setting) {
        return values.getOrDefault(setting, setting.standard());
    }

    /** Whether one is on. */
    public boolean on(Setting setting) {
        return value(setting).equals(Setting.ON);
    }

    /** The value of one that is a number. */
    public int number(Setting setting) {
        return Integer.parseInt(value(setting));
    }

    /**
     * Sets one.
     *
     * @throws IllegalArgumentException if it does not take that value
     */
    public void set(Setting setting, String value) {
        if (!setting.kind().takes(value)) {
            throw new IllegalArgumentException(setting.title() + " does not take " + value);
        }
        values.put(setting, value);
    }

    /** Sets some, as {@link #set} does. */
    public void setAll(Map<Setting, String> some) {
        some.forEach(this::set);
    }

    /** Gives one the value that it has by itself. */
    public void reset(Setting setting) {
        values.remove(setting);
    }

    /**
     * Columns of a line.
     *
     * @param available as many as there are
     */
    public int width(int available) {
        return value(Setting.WIDTH).equals(Setting.AUTO) ? available : number(Setting.WIDTH);
    }

    /**
     * How much of a result is shown.
     *
     * @param available columns of a line, as many as there are
     */
    public Limits limits(int available) {
        int entries = number(Setting.ENTRIES);
        return new Limits(
                Math.max(NARROWEST, width(available)),
                number(Setting.DEPTH),
                entries,
                TABLES * entries,
                number(Setting.STRINGS));
    }
}
