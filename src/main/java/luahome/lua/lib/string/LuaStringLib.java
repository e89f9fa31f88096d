package luahome.lua.lib.string;

import java.nio.charset.StandardCharsets;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.builtin.ToString;
import luahome.lua.run.Interpreter;
import luahome.lua.text.DumpFormat;
import luahome.lua.value.InterruptCheck;
import luahome.lua.value.LuaStrings;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Lua's library {@code string}, and with it the metatable of all strings.
 *
 * <p>Indices beyond what a long can hold count as the nearest long, so that {@code s:sub(1, math.huge)} is all of
 * {@code s}; in C the outcome is not defined.
 */
public final class LuaStringLib {
    /** More results than this do not fit Lua's stack. */
    private static final int MAX_RESULTS = 1_000_000;

    /** How many bytes are written between two polls. */
    private static final int BLOCK = 1 << 20;

    private final InterruptCheck check;
    private final ToString tostring;

    private LuaStringLib(InterruptCheck check, ToString tostring) {
        this.check = check;
        this.tostring = tostring;
    }

    /**
     * Fills a table with the functions, and makes it the one in which methods of strings are looked up. LuaJ keeps
     * that in a static field: there is one machine in a process.
     *
     * @param vm what runs the functions that call back into Lua
     * @param string the table to be the global {@code string}
     * @param check polled by whatever may take long
     * @param tostring for {@code %s}
     */
    public static void register(Interpreter vm, HomeTable string, InterruptCheck check, ToString tostring) {
        LuaStringLib lib = new LuaStringLib(check, tostring);
        PatternFunctions patterns = new PatternFunctions(check);
        add(string, "byte", LuaStringLib::bytes);
        add(string, "char", LuaStringLib::characters);
        add(string, "dump", LuaStringLib::dump);
        add(string, "find", patterns::find);
        add(string, "format", a -> LuaFormat.format(a, lib.tostring));
        add(string, "gmatch", patterns::gmatch);
        Library.add(vm, string, "gsub", patterns::gsub);
        add(string, "len", a -> LuaValue.valueOf(a.string(1).m_length));
        add(string, "lower", a -> changeCase(a.string(1), 'A', 'Z'));
        add(string, "match", patterns::match);
        add(string, "pack", PackFunctions::pack);
        add(string, "packsize", PackFunctions::packSize);
        add(string, "rep", lib::repeat);
        add(string, "reverse", LuaStringLib::reverse);
        add(string, "sub", LuaStringLib::sub);
        add(string, "unpack", PackFunctions::unpack);
        add(string, "upper", a -> changeCase(a.string(1), 'a', 'z'));
        HomeTable metatable = new HomeTable();
        metatable.rawset(LuaValue.INDEX, string);
        LuaString.s_metatable = metatable;
    }

    private static void add(LuaTable table, String name, LibraryFunction.Body body) {
        LuaString key = LuaString.valueUsing(name.getBytes(StandardCharsets.US_ASCII));
        table.rawset(key, new LibraryFunction(name, body));
    }

    private static Varargs bytes(LuaArguments arguments) {
        LuaString s = arguments.string(1);
        long from = fromStart(arguments.integer(2, 1), s);
        long to = Math.min(s.m_length, fromStart(arguments.integer(3, from), s));
        from = Math.max(1, from);
        if (from > to) {
            return LuaValue.NONE;
        }
        if (to - from >= MAX_RESULTS) {
            throw new LuaError("stack overflow (string slice too long)");
        }
        if (from == to) {
            return LuaValue.valueOf(LuaStrings.at(s, (int) from - 1));
        }
        LuaValue[] values = new LuaValue[(int) (to - from + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = LuaValue.valueOf(LuaStrings.at(s, (int) from - 1 + i));
        }
        return LuaValue.varargsOf(values);
    }

    private static Varargs characters(LuaArguments arguments) {
        byte[] bytes = new byte[arguments.count()];
        for (int i = 0; i < bytes.length; i++) {
            int c = arguments.int32(i + 1);
            if (c < 0 || c > 255) {
                throw arguments.wrong(i + 1, "value out of range");
            }
            bytes[i] = (byte) c;
        }
        return LuaString.valueUsing(bytes);
    }

    private static Varargs dump(LuaArguments arguments) {
        if (arguments.value(1) instanceof HomeFunction function) {
            return LuaString.valueUsing(DumpFormat.write(function.prototype().text()));
        }
        if (!arguments.value(1).isfunction()) {
            throw arguments.wrongType(1, "function");
        }
        throw new LuaError("unable to dump given function");
    }

    private static Varargs changeCase(LuaString s, char first, char last) {
        byte[] bytes = new byte[s.m_length];
        for (int i = 0; i < bytes.length; i++) {
            byte c = s.m_bytes[s.m_offset + i];
            bytes[i] = c >= first && c <= last ? (byte) (c ^ 0x20) : c;
        }
        return LuaString.valueUsing(bytes);
    }

    private Varargs repeat(LuaArguments arguments) {
        LuaString s = arguments.string(1);
        long times = arguments.integer(2);
        LuaString separator = arguments.string(3, LuaValue.EMPTYSTRING);
        long unit = (long) s.m_length + separator.m_length;
        if (times <= 0 || unit == 0) {
            return LuaValue.EMPTYSTRING;
        }
        if (times > (LuaStrings.MAX_LENGTH + (long) separator.m_length) / unit) {
            throw new LuaError("resulting string too large");
        }
        byte[] bytes = new byte[(int) (times * unit - separator.m_length)];
        System.arraycopy(s.m_bytes, s.m_offset, bytes, 0, s.m_length);
        if (times > 1) {
            System.arraycopy(separator.m_bytes, separator.m_offset, bytes, s.m_length, separator.m_length);
        }
        // What is done is a whole number of units, so copying a part of it behind itself keeps the rhythm if that
        // part is a whole number of units too.
        int done = (int) Math.min(bytes.length, unit);
        int block = done;
        while (done < bytes.length) {
            int count = Math.min(block, bytes.length - done);
            System.arraycopy(bytes, 0, bytes, done, count);
            done += count;
            block = block < BLOCK ? 2 * block : block;
            check.poll();
        }
        return LuaString.valueUsing(bytes);
    }

    private static Varargs reverse(LuaArguments arguments) {
        LuaString s = arguments.string(1);
        byte[] bytes = new byte[s.m_length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = s.m_bytes[s.m_offset + s.m_length - 1 - i];
        }
        return LuaString.valueUsing(bytes);
    }

    private static Varargs sub(LuaArguments arguments) {
        LuaString s = arguments.string(1);
        long from = Math.max(1, fromStart(arguments.integer(2), s));
        long to = Math.min(s.m_length, fromStart(arguments.integer(3, -1), s));
        return from > to ? LuaValue.EMPTYSTRING : LuaStrings.slice(s, (int) from - 1, (int) to);
    }

    /** An index that counts from the start: a negative one counts from the end, and is 0 if it reaches beyond it. */
    static long fromStart(long index, LuaString s) {
        return index >= 0 ? index : Math.max(0, s.m_length + index + 1);
    }
}
