package luahome.lua.run;

import java.nio.charset.StandardCharsets;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.value.LuaStrings;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Objects and classes of Java as a program sees them: userdata that find their members themselves. Text beyond the
 * basic plane, which LuaJ's conversions take for two characters in UTF-8, is converted on the way in and out.
 */
public final class JavaObjects {
    private static final int SURROGATE_LEAD = 0xed;
    private static final int FOUR_BYTE_LEAD = 0xf0;

    private JavaObjects() {}

    /** Whether a value is an object or class of Java, handed out by that library. */
    public static boolean isJava(LuaValue value) {
        return value instanceof LuaUserdata && value.getClass() != LuaUserdata.class;
    }

    /** A member of an object or class; NIL if there is none. */
    public static LuaValue get(LuaValue object, LuaValue key) {
        LuaValue member = object.get(toJava(key));
        if (member instanceof LuaFunction function) {
            return new LibraryFunction(key.tojstring(), a -> call(function, a.values()));
        }
        return fromJava(member);
    }

    /** Sets a field or an element. */
    public static void set(LuaValue object, LuaValue key, LuaValue value) {
        object.set(toJava(key), toJava(value));
    }

    /** What Java calls the object. */
    public static LuaString text(LuaValue object) {
        return Library.text(String.valueOf(object.touserdata()));
    }

    /** Calls a function of LuaJ's library with arguments of Lua. */
    public static Varargs call(LuaFunction function, Varargs args) {
        LuaValue[] passed = new LuaValue[args.narg()];
        for (int i = 0; i < passed.length; i++) {
            passed[i] = toJava(args.arg(i + 1));
        }
        Varargs results = function.invoke(LuaValue.varargsOf(passed));
        LuaValue[] taken = new LuaValue[results.narg()];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = fromJava(results.arg(i + 1));
        }
        return LuaValue.varargsOf(taken);
    }

    /** A string as LuaJ decodes it right: each half of a surrogate pair as a character of its own. */
    private static LuaValue toJava(LuaValue value) {
        if (!(value instanceof LuaString s) || !contains(s, FOUR_BYTE_LEAD)) {
            return value;
        }
        String text = new String(s.m_bytes, s.m_offset, s.m_length, StandardCharsets.UTF_8);
        boolean exact = Library.text(text).raweq(s);
        return exact ? LuaValue.valueOf(text) : value;
    }

    private static LuaValue fromJava(LuaValue value) {
        if (!(value instanceof LuaString s) || !contains(s, SURROGATE_LEAD)) {
            return value;
        }
        String text = s.tojstring();
        return LuaValue.valueOf(text).raweq(s) ? Library.text(text) : value;
    }

    private static boolean contains(LuaString s, int least) {
        for (int i = 0; i < s.m_length; i++) {
            if (LuaStrings.at(s, i) >= least) {
                return true;
            }
        }
        return false;
    }
}
