package luahome.lua.run;

import luahome.lua.value.Latin1;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** How `tostring` names values. */
final class DefaultToString {
    private DefaultToString() {}

    /** What `tostring` gives, metamethods included. */
    static LuaString tostring(Interpreter vm, LuaValue value) {
        LuaValue handler = Operations.metamethod(value, LuaValue.TOSTRING);
        if (handler != LuaValue.NIL) {
            return checked(vm.invoke(handler, value).arg1());
        }
        return plain(value);
    }

    /** What a `__tostring` answered, if that is a string. */
    static LuaString checked(LuaValue text) {
        if (!text.isstring()) {
            throw new LuaError("'__tostring' must return a string");
        }
        return Latin1.of(text);
    }

    /** As above, without metamethods. */
    static LuaString plain(LuaValue value) {
        if (value instanceof LuaString || value instanceof LuaNumber) {
            return Latin1.of(value);
        }
        if (value.isnil() || value.isboolean()) {
            return Latin1.ofBytes(value.tojstring());
        }
        if (JavaObjects.isJava(value)) {
            return JavaObjects.text(value);
        }
        return Latin1.ofBytes(value.typename() + ": 0x" + String.format("%08x", System.identityHashCode(value)));
    }
}
