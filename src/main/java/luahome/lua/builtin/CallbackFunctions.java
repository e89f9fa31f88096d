package luahome.lua.builtin;

import org.luaj.vm2.LuaFunction;

/** Makes built-in functions that call back into Lua. */
@FunctionalInterface
public interface CallbackFunctions {
    /**
     * A built-in function that works in steps.
     *
     * @param name what messages call it
     * @param body takes the arguments of a call, answers how to go on
     */
    LuaFunction stepwise(String name, CallRequest.Continuation body);
}
