package luahome.browse;

import luahome.home.value.HomeTable;
import org.luaj.vm2.LuaValue;

/** What a line is typed for. */
sealed interface LinePurpose {
    /** What stands before it. */
    String label();

    /** A text to look for. */
    record Search() implements LinePurpose {
        @Override
        public String label() {
            return "/";
        }
    }

    /** The number of a table to go to. */
    record Jump() implements LinePurpose {
        @Override
        public String label() {
            return "table #";
        }
    }

    /**
     * A value for an entry.
     *
     * @param value the value that it has
     * @param name how the key is shown
     * @param before the text that stood there first
     */
    record Change(HomeTable table, LuaValue key, LuaValue value, String name, String path, String before)
            implements LinePurpose {
        @Override
        public String label() {
            return name + " = ";
        }
    }
}
