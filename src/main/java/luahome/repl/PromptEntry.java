package luahome.repl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import luahome.home.Cell;
import luahome.home.HomeFunction;
import luahome.lua.LuaMachine;
import luahome.lua.SyntaxException;
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
 * some, is compiled inside a function that declares them, all on the entry's own lines: {@code local a, b; return
 * function(...) ENTRY ;keep(function() return NEW end) end}. The variables of the function that comes out are then
 * replaced by the session's, and {@code keep} is given the new ones, while they are in scope at the end of the entry.
 */
final class PromptEntry {
    /** What messages call the entry. */
    private static final String CHUNK = "stdin";

    private static final String KEEP = "_LUAHOME_KEEP_";

    /** As many locals as can be declared around an entry: a function may have 200. */
    private static final int MOST = 190;

    private final LuaMachine machine;
    private final SessionLocals locals;
    private final HomeFunction function;
    private final boolean wrapped;
    private final Map<String, Cell> declared = new LinkedHashMap<>();

    private PromptEntry(LuaMachine machine, SessionLocals locals, HomeFunction function, boolean wrapped) {
        this.machine = machine;
        this.locals = locals;
        this.function = function;
        this.wrapped = wrapped;
    }

    /**
     * Compiles an entry: an expression if it can be one, else statements.
     *
     * @throws SyntaxException if it is neither; incomplete if more text could make it one of them
     */
    static PromptEntry of(String text, LuaMachine machine, SessionLocals locals) throws SyntaxException {
        Entry plain = parse(text, machine);
        String code = plain.code();
        List<String> mentioned = locals.mentioned(code);
        List<String> added = declaredToTheEnd(plain.function().prototype());
        if (mentioned.isEmpty() && added.isEmpty()) {
            return new PromptEntry(machine, locals, plain.function(), false);
        }
        if (mentioned.size() > MOST) {
            throw new SyntaxException(
                    CHUNK + ":1: more than " + MOST + " locals of the prompt in one entry", 1, 0, false);
        }
        HomeFunction keeping = added.isEmpty() ? null : wrap(machine, code, mentioned, added);
        if (keeping != null) {
            return new PromptEntry(machine, locals, keeping, true);
        }
        // An entry that ends in `return` cannot be followed by anything: what it declared ends with it.
        HomeFunction around = mentioned.isEmpty() ? null : wrap(machine, code, mentioned, List.of());
        return around == null
                ? new PromptEntry(machine, locals, plain.function(), false)
                : new PromptEntry(machine, locals, around, true);
    }

    /** Whether more text is needed to make it an entry. */
    static boolean incomplete(String text, LuaMachine machine) {
        try {
            parse(text, machine);
            return false;
        } catch (SyntaxException e) {
            return e.incomplete();
        }
    }

    private static Entry parse(String text, LuaMachine machine) throws SyntaxException {
        return text.startsWith("=")
                ? Entry.chunk(bytes("return " + text.substring(1)), 1, machine::compile, CHUNK)
                : Entry.of(bytes(text), 1, machine::compile, CHUNK);
    }

    private static @Nullable HomeFunction wrap(
            LuaMachine machine, String code, List<String> outer, List<String> added) {
        StringBuilder text = new StringBuilder();
        text.append("local ").append(KEEP);
        outer.forEach(name -> text.append(',').append(name));
        text.append(" return function(...) ").append(code).append('\n');
        if (!added.isEmpty()) {
            text.append(';').append(KEEP).append("(function() return ");
            text.append(String.join(",", added)).append(" end) ");
        }
        text.append("end");
        try {
            return machine.compile(bytes(text.toString()), CHUNK);
        } catch (SyntaxException e) {
            return null;
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
    Varargs run() {
        if (!wrapped) {
            return machine.call(function, LuaValue.NONE);
        }
        HomeFunction entry = (HomeFunction) machine.call(function, LuaValue.NONE).arg1();
        Prototype code = entry.prototype();
        // Tracebacks call it what it is to the user: a chunk.
        code.linedefined = 0;
        for (int i = 0; i < code.upvalues.length; i++) {
            String name = code.upvalues[i].name.tojstring();
            Cell cell = name.equals(KEEP) ? new Cell(new Keep(declared)) : locals.cell(name);
            if (cell != null) {
                entry.cells()[i] = cell;
            }
        }
        return machine.call(entry, LuaValue.NONE);
    }

    /** It ended well: what it declared is the session's from now on. */
    void keepLocals() {
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
