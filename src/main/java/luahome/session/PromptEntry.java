package luahome.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import luahome.home.value.Cell;
import luahome.home.value.Code;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.lua.LuaMachine;
import luahome.lua.text.SyntaxException;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LocVars;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.OneArgFunction;

/**
 * An entry at the prompt, compiled and ready to run once, with the session's locals in its sight.
 *
 * <p>Lua has no way to give a chunk variables of another one. So an entry that mentions session locals, or declares
 * some, is compiled inside a function that declares them: {@code local a, b return function(...)}, the entry in lines
 * of its own, which count from 1 again, and {@code ;keep(function() return NEW end) end}. The variables of the function
 * that comes out are then replaced by the session's, and {@code keep} is given the new ones, while they are in scope at
 * the end of the entry.
 */
public final class PromptEntry {
    /** What messages call the entry. */
    static final String CHUNK = "stdin";

    private static final String KEEP = "_LUAHOME_KEEP_";

    /** As many locals as can be declared around an entry: a function may have 200. */
    private static final int MOST = 190;

    private final LuaMachine machine;
    private final SessionLocals locals;
    private final HomeFunction function;
    private final boolean wrapped;
    /** The tables that the entry names by their IDs. */
    private final Map<String, Cell> tables;

    private final Map<String, Cell> declared = new LinkedHashMap<>();

    private PromptEntry(Session session, HomeFunction function, boolean wrapped, Map<String, Cell> tables) {
        this.machine = session.machine();
        this.locals = session.locals();
        this.function = function;
        this.wrapped = wrapped;
        this.tables = tables;
    }

    /**
     * Compiles an entry: an expression if it can be one, else statements.
     *
     * @throws SyntaxException if it is neither, incomplete if more text could make it one of them; or if it names a
     *     table that is not there
     */
    public static PromptEntry of(String text, Session session) throws SyntaxException {
        EntryText source = new EntryText(text);
        Entry plain = parse(source, session.machine());
        Map<String, Cell> tables = new LinkedHashMap<>();
        for (Map.Entry<String, Long> named : source.tables().entrySet()) {
            HomeTable table = session.home().table(named.getValue());
            if (table == null) {
                throw new SyntaxException("there is no table #" + named.getValue() + " in this workspace", 1, 0, false);
            }
            tables.put(named.getKey(), new Cell(table));
        }
        String code = plain.code();
        List<String> outer = new ArrayList<>(session.locals().mentioned(code));
        outer.addAll(tables.keySet());
        if (outer.size() > MOST) {
            throw new SyntaxException(
                    CHUNK + ":1: more than " + MOST + " locals of the prompt in one entry", 1, 0, false);
        }
        List<String> added = declaredToTheEnd(plain.function().prototype());
        HomeFunction around = added.isEmpty() ? null : wrap(session.machine(), code, outer, added);
        if (around == null && !outer.isEmpty()) {
            // An entry that ends in `return` cannot be followed by anything: what it declared ends with it.
            around = wrap(session.machine(), code, outer, List.of());
        }
        return around == null
                ? new PromptEntry(session, plain.function(), false, tables)
                : new PromptEntry(session, around, true, tables);
    }

    /** Whether more text is needed to make it an entry. */
    public static boolean incomplete(String text, LuaMachine machine) {
        try {
            parse(new EntryText(text), machine);
            return false;
        } catch (SyntaxException e) {
            return e.incomplete();
        }
    }

    private static Entry parse(EntryText source, LuaMachine machine) throws SyntaxException {
        String lua = source.lua();
        try {
            return lua.startsWith("=")
                    ? Entry.chunk(bytes("return " + lua.substring(1)), 1, machine::compile, CHUNK)
                    : Entry.of(bytes(lua), 1, machine::compile, CHUNK);
        } catch (SyntaxException e) {
            String message = EntryText.message(String.valueOf(e.getMessage()));
            boolean shifted = lua.startsWith("=") && e.line() == 1;
            int column = shifted ? e.column() - "return".length() : source.column(e.line(), e.column());
            throw new SyntaxException(message, e.line(), Math.max(0, column), e.incomplete());
        }
    }

    /** Whether a variable of that name is none of the user's: it keeps what entries declare. */
    public static boolean isOwn(String name) {
        return name.equals(KEEP);
    }

    private static @Nullable HomeFunction wrap(
            LuaMachine machine, String code, List<String> outer, List<String> added) {
        StringBuilder text = new StringBuilder();
        text.append("local ").append(KEEP);
        outer.forEach(name -> text.append(',').append(name));
        text.append(" return function(...)\n").append(code).append('\n');
        if (!added.isEmpty()) {
            text.append(';').append(KEEP).append("(function() return ");
            text.append(String.join(",", added)).append(" end) ");
        }
        text.append("end");
        try {
            HomeFunction around = machine.compile(bytes(text.toString()), CHUNK);
            Code entry = around.prototype().inner()[0];
            entry.shiftLines(-1);
            hideLines(around.prototype().lineinfo, 0);
            hideLines(entry.lineinfo, code.split("\n", -1).length);
            return around;
        } catch (SyntaxException e) {
            return null;
        }
    }

    /** Has what stands behind a line be in none, since the user has not written it; a debugger does not stop there. */
    private static void hideLines(int[] lines, int last) {
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] > last) {
                lines[i] = 0;
            }
        }
    }

    /** The names of the locals of a chunk that are in scope where it ends. */
    private static List<String> declaredToTheEnd(Prototype chunk) {
        List<String> names = new ArrayList<>();
        for (LocVars local : chunk.locvars) {
            String name = local.varname.tojstring();
            if (local.endpc == chunk.code.length && !name.equals("_ENV") && !names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Runs it, in a transaction; errors as of {@link LuaMachine#call}. */
    public Varargs run() {
        if (!wrapped) {
            return machine.call(function, LuaValue.NONE);
        }
        HomeFunction entry =
                (HomeFunction) machine.call(function, LuaValue.NONE).arg1();
        Prototype code = entry.prototype();
        // Messages and tracebacks call things what they are to the user.
        code.linedefined = 0;
        for (int i = 0; i < code.upvalues.length; i++) {
            String name = code.upvalues[i].name.tojstring();
            Cell table = tables.get(name);
            Cell cell = name.equals(KEEP) ? new Cell(new Keep(declared)) : table != null ? table : locals.cell(name);
            if (cell != null) {
                entry.cells()[i] = cell;
            }
        }
        return machine.call(entry, LuaValue.NONE);
    }

    /** Whether code is of this entry. */
    public boolean contains(Code code) {
        return contains(function.prototype(), code);
    }

    private static boolean contains(Code outer, Code code) {
        if (outer == code) {
            return true;
        }
        for (Code inner : outer.inner()) {
            if (contains(inner, code)) {
                return true;
            }
        }
        return false;
    }

    /** It ended well: what it declared is the session's from now on. */
    public void keepLocals() {
        locals.declare(declared);
    }

    /** Takes the variables of a function. */
    private static final class Keep extends OneArgFunction {
        private final Map<String, Cell> taken;

        Keep(Map<String, Cell> taken) {
            this.taken = taken;
        }

        @Override
        public LuaValue call(LuaValue function) {
            HomeFunction all = (HomeFunction) function;
            for (int i = 0; i < all.cells().length; i++) {
                taken.put(all.prototype().upvalues[i].name.tojstring(), all.cells()[i]);
            }
            return NONE;
        }
    }
}
