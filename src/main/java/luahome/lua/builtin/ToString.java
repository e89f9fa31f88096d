package luahome.lua.builtin;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Lua's {@code tostring}, metamethods included: may run Lua code and raise what that raises. */
@FunctionalInterface
public interface ToString {
    /** The text of any value. */
    LuaString tostring(LuaValue value);
}
