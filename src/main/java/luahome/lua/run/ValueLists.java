package luahome.lua.run;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lists of values that share no memory with registers, and are never nested, however they were put together. */
final class ValueLists {
    private ValueLists() {}

    /** {@code count} registers from {@code first}, copied. */
    static Varargs copy(LuaValue[] registers, int first, int count) {
        switch (count) {
            case 0:
                return LuaValue.NONE;
            case 1:
                return registers[first];
            case 2:
                return LuaValue.varargsOf(registers[first], registers[first + 1]);
            default:
                LuaValue[] values = new LuaValue[count];
                System.arraycopy(registers, first, values, 0, count);
                return LuaValue.varargsOf(values);
        }
    }

    /** {@code count} registers from {@code first}, and then {@code more}. */
    static Varargs gather(LuaValue[] registers, int first, int count, Varargs more) {
        if (count == 0) {
            return more;
        }
        int rest = more.narg();
        if (rest == 0) {
            return copy(registers, first, count);
        }
        LuaValue[] values = new LuaValue[count + rest];
        System.arraycopy(registers, first, values, 0, count);
        for (int i = 0; i < rest; i++) {
            values[count + i] = more.arg(i + 1);
        }
        return LuaValue.varargsOf(values);
    }

    /** One value and then {@code more}. */
    static Varargs prepend(LuaValue first, Varargs more) {
        int rest = more.narg();
        switch (rest) {
            case 0:
                return first;
            case 1:
                return LuaValue.varargsOf(first, more.arg1());
            default:
                LuaValue[] values = new LuaValue[rest + 1];
                values[0] = first;
                for (int i = 1; i <= rest; i++) {
                    values[i] = more.arg(i);
                }
                return LuaValue.varargsOf(values);
        }
    }

    /** {@code values} without the first {@code count}. */
    static Varargs drop(Varargs values, int count) {
        int rest = values.narg() - count;
        if (rest <= 0) {
            return LuaValue.NONE;
        }
        LuaValue[] kept = new LuaValue[rest];
        for (int i = 0; i < rest; i++) {
            kept[i] = values.arg(count + i + 1);
        }
        return LuaValue.varargsOf(kept);
    }
}
