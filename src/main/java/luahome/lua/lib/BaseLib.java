package luahome.lua.lib;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.CallRequest;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.run.Interpreter;
import luahome.lua.run.PositionedError;
import luahome.lua.run.RaisedError;
import luahome.lua.value.LuaNumbers;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The basic functions that need no more than their arguments. */
final class BaseLib {
    private static final LuaString PAIRS = Library.text("__pairs");
    private static final LuaString IPAIRS = Library.text("__ipairs");
    private static final LuaString LINE_END = Library.text("\n");
    private static final LuaString TOSTRING = Library.text("tostring");
    private static final LuaString ASSERTION_FAILED = Library.text("assertion failed!");

    private final Interpreter vm;
    private final HomeTable globals;
    private final OutputStream out;
    private final LibraryFunction next =
            new LibraryFunction("next", a -> Library.table(a, 1).next(a.value(2)));
    private LuaValue builtinTostring = LuaValue.NIL;
    private final LibraryFunction step = new LibraryFunction("?", BaseLib::inext);

    private BaseLib(Interpreter vm, HomeTable globals, OutputStream out) {
        this.vm = vm;
        this.globals = globals;
        this.out = out;
    }

    /** Adds the functions to the global table. */
    static void register(Interpreter vm, HomeTable globals, OutputStream out) {
        BaseLib lib = new BaseLib(vm, globals, out);
        globals.rawset(Library.text("_G"), globals);
        globals.rawset(Library.text("_VERSION"), Library.text("Lua 5.2"));
        globals.rawset(Library.text("next"), lib.next);
        Library.add(globals, "assert", BaseLib::assertion);
        Library.add(globals, "collectgarbage", new CollectGarbage(vm));
        Library.add(globals, "getmetatable", BaseLib::getMetatable);
        Library.add(vm, globals, "ipairs", a -> lib.iteration(a, IPAIRS, lib.step, LuaValue.ZERO));
        Library.add(vm, globals, "pairs", a -> lib.iteration(a, PAIRS, lib.next, LuaValue.NIL));
        Library.add(vm, globals, "print", a -> lib.print(a, 1));
        Library.add(globals, "rawequal", a -> LuaValue.valueOf(a.any(1).raweq(a.any(2))));
        Library.add(globals, "rawget", a -> Library.table(a, 1).rawget(a.any(2)));
        Library.add(globals, "rawlen", BaseLib::rawLength);
        Library.add(globals, "rawset", BaseLib::rawSet);
        Library.add(globals, "select", BaseLib::select);
        Library.add(globals, "setmetatable", BaseLib::setMetatable);
        Library.add(globals, "tonumber", BaseLib::toNumber);
        Library.add(vm, globals, "tostring", a -> vm.textOf(a.any(1), CallRequest::done));
        lib.builtinTostring = globals.rawget(TOSTRING);
        Library.add(globals, "type", a -> Library.text(a.any(1).typename()));
    }

    private static Varargs assertion(LuaArguments a) {
        if (a.value(1).toboolean()) {
            return a.values();
        }
        throw new PositionedError(a.string(2, ASSERTION_FAILED));
    }

    private static Varargs getMetatable(LuaArguments a) {
        LuaValue metatable = a.any(1).getmetatable();
        if (metatable == null) {
            return LuaValue.NIL;
        }
        LuaValue shown = metatable.rawget(LuaValue.METATABLE);
        return shown.isnil() ? metatable : shown;
    }

    private static Varargs setMetatable(LuaArguments a) {
        LuaTable table = Library.table(a, 1);
        LuaValue metatable = a.value(2);
        if (a.count() < 2 || !(metatable.isnil() || metatable.istable())) {
            throw a.wrong(2, "nil or table expected");
        }
        if (!Library.metamethod(table, LuaValue.METATABLE).isnil()) {
            throw new LuaError("cannot change a protected metatable");
        }
        table.setmetatable(metatable.isnil() ? null : metatable);
        return table;
    }

    private CallRequest iteration(LuaArguments a, LuaString event, LuaValue iterator, LuaValue start) {
        LuaValue handler = Library.metamethod(a.value(1), event);
        if (handler.isnil()) {
            return CallRequest.done(LuaValue.varargsOf(iterator, Library.table(a, 1), start));
        }
        return CallRequest.call(
                handler,
                a.value(1),
                made -> CallRequest.done(LuaValue.varargsOf(made.arg1(), made.arg(2), made.arg(3))));
    }

    private static Varargs inext(LuaArguments a) {
        int i = a.int32(2) + 1;
        LuaValue value = Library.table(a, 1).rawget(i);
        return value.isnil() ? LuaValue.NIL : LuaValue.varargsOf(LuaValue.valueOf(i), value);
    }

    /** Prints the arguments from a position on; waits for each `__tostring`, or a `tostring` of the program. */
    private CallRequest print(LuaArguments a, int from) {
        LuaValue tostring = globals.rawget(TOSTRING);
        boolean own = tostring != builtinTostring;
        for (int i = from; i <= a.count(); i++) {
            LuaValue value = a.value(i);
            if (own || !Library.metamethod(value, LuaValue.TOSTRING).isnil()) {
                int next = i + 1;
                CallRequest.Continuation rest = text -> {
                    write(printable(text.arg1()), next > 2);
                    return print(a, next);
                };
                return own ? CallRequest.call(tostring, value, rest) : vm.textOf(value, rest);
            }
            write(vm.tostring(value), i > 1);
        }
        write(LINE_END, false);
        return CallRequest.done(LuaValue.NONE);
    }

    private void write(LuaString text, boolean separated) {
        try {
            if (separated) {
                out.write('\t');
            }
            out.write(text.m_bytes, text.m_offset, text.m_length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LuaString printable(LuaValue text) {
        if (!text.isstring()) {
            throw new LuaError("'tostring' must return a string to 'print'");
        }
        return vm.tostring(text);
    }

    private static Varargs rawLength(LuaArguments a) {
        LuaValue value = a.value(1);
        if (value instanceof LuaTable || value instanceof LuaString) {
            return LuaValue.valueOf(value.rawlen());
        }
        throw a.wrong(1, "table or string expected");
    }

    private static Varargs rawSet(LuaArguments a) {
        LuaTable table = Library.table(a, 1);
        LuaValue key = a.any(2);
        LuaValue value = a.any(3);
        if (key.isnil()) {
            throw new RaisedError(Library.text("table index is nil"));
        }
        if (key instanceof LuaNumber && Double.isNaN(key.todouble())) {
            throw new RaisedError(Library.text("table index is NaN"));
        }
        table.rawset(key, value);
        return table;
    }

    private static Varargs select(LuaArguments a) {
        LuaValue which = a.value(1);
        if (which instanceof LuaString s && s.m_length == 1 && s.luaByte(0) == '#') {
            return LuaValue.valueOf(a.count() - 1);
        }
        long n = a.int32(1);
        if (n < 0) {
            n = a.count() + n;
        }
        if (n < 1) {
            throw a.wrong(1, "index out of range");
        }
        return n >= a.count() ? LuaValue.NONE : a.values().subargs((int) n + 1);
    }

    private static Varargs toNumber(LuaArguments a) {
        if (a.count() < 2 || a.value(2).isnil()) {
            LuaValue value = a.any(1);
            if (value instanceof LuaNumber) {
                return value;
            }
            LuaValue number = value instanceof LuaString s ? LuaNumbers.parse(s) : null;
            return number == null ? LuaValue.NIL : number;
        }
        LuaString text = a.string(1);
        int base = a.int32(2);
        if (base < 2 || base > 36) {
            throw a.wrong(2, "base out of range");
        }
        LuaValue number = LuaNumbers.parse(text, base);
        return number == null ? LuaValue.NIL : number;
    }
}
