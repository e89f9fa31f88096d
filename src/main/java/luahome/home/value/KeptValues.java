package luahome.home.value;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * What the tables with weak keys hold under one key, each value by its table, which is held weakly. Most keys are in one
 * such table, so the first one needs no map. Used on the Lua thread only.
 */
public final class KeptValues {
    private @Nullable WeakReference<WeakEntries> first;

    @SuppressWarnings("UnusedVariable") // To be kept alive is all its use.
    private @Nullable LuaValue value;

    private @Nullable Map<WeakEntries, LuaValue> more;

    /** Sets or, with null, removes the value of a table. */
    void put(WeakEntries table, @Nullable LuaValue newValue) {
        // Asked for its size, such a map lets go of what tables held that are gone.
        more = more == null || more.isEmpty() ? null : more;
        boolean vacant = first == null || first.get() == null;
        if (first == table.self || vacant && (more == null || !more.containsKey(table))) {
            first = newValue == null ? null : table.self;
            value = newValue;
            return;
        }
        if (vacant) {
            value = null;
        }
        if (newValue != null) {
            more = more == null ? new WeakHashMap<>() : more;
            more.put(table, newValue);
        } else if (more != null) {
            more.remove(table);
        }
    }
}
