package luahome.home;

import luahome.home.value.HomeTable;
import luahome.lua.LuaMachine;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.OneArgFunction;

/** Lets a program run with its tables persistent, each until it gets something that cannot be stored. */
public final class PersistentTables {
    /** What makes a new table persistent, as an expression that needs no global and no local variable. */
    public static final String CALL = "('').persistentTable";

    private PersistentTables() {}

    /** Makes {@link #CALL} work in a machine; the home cannot commit any more. */
    public static void register(LuaMachine machine, Home home) {
        home.releaseInsteadOfRefusing();
        machine.globals().rawget(LuaValue.valueOf("string")).rawset("persistentTable", new OneArgFunction() {
            @Override
            public LuaValue call(LuaValue table) {
                try {
                    home.adopt((HomeTable) table);
                } catch (LuaError e) {
                    return table;
                }
                return table;
            }
        });
    }
}
