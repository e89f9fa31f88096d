package luahome.home;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Prototype;

/** Every function that Lua code creates. */
public final class HomeFunction extends LuaFunction {
    private final Prototype prototype;

    /** A function over its code. */
    public HomeFunction(Prototype prototype) {
        this.prototype = prototype;
    }

    /** Its code. */
    public Prototype prototype() {
        return prototype;
    }
}
