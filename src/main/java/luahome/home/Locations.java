package luahome.home;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** Says where a persistent table hangs, for messages: `_home.jobs[3]`, or `#42` where that is not known. */
final class Locations {
    static final String ROOT_NAME = "_home";
    static final long ROOT_ID = 1;
    private static final int LONGEST_PATH = 200;
    private static final int LONGEST_CHAIN = 100;

    private Locations() {}

    /** The path by which a table was first met, checked to be still right step by step as far as memory tells. */
    static String of(PersistentState state) {
        StringBuilder path = new StringBuilder();
        PersistentState at = state;
        for (int steps = 0; steps < LONGEST_CHAIN && at.id() != ROOT_ID; steps++) {
            PersistentState parent = at.parent();
            LuaValue key = at.parentKey();
            if (parent == null || key == null || !stillHangs(at, parent, key)) {
                break;
            }
            path.insert(0, LuaPaths.step(key));
            at = parent;
            if (path.length() > LONGEST_PATH) {
                break;
            }
        }
        return (at.id() == ROOT_ID ? ROOT_NAME : "#" + at.id()) + path;
    }

    private static boolean stillHangs(PersistentState state, PersistentState parent, LuaValue key) {
        @Nullable HomeTable table = parent.get();
        return table == null || parent.isGhost() || table.peek(key) == state.get();
    }
}
