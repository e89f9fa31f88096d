package luahome.home.value;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

/**
 * The code of a Lua function: instructions, and the text they were compiled from. Shared by all closures over it. Used
 * by the Lua thread only.
 */
public final class Code extends Prototype {
    private static final LuaString GLOBALS = LuaString.valueOf("_ENV");
    private static final int LONGEST_NAME = 200;

    private final Code[] inner;
    private final Executor executor;
    private final Supplier<Source> from;
    private @Nullable Persistence state;

    /** Whether it has no upvalues but the globals. */
    private final boolean isShared;

    /** A function over this code that has no variables of its own, so that others would be no different. */
    private @Nullable WeakReference<HomeFunction> shared;

    /**
     * Code as the compiler made it.
     *
     * @param compiled taken apart, not kept
     * @param inner the code of the functions inside, in the order of {@code compiled.p}
     * @param executor what runs it
     * @param text gives the text; asked only when it is needed
     */
    public Code(Prototype compiled, Code[] inner, Executor executor, Supplier<Source> text) {
        this.inner = inner;
        this.executor = executor;
        from = text;
        k = compiled.k;
        code = compiled.code;
        p = inner;
        lineinfo = compiled.lineinfo;
        locvars = compiled.locvars;
        upvalues = compiled.upvalues;
        isShared = upvalues.length == 0 || upvalues.length == 1 && GLOBALS.equals(upvalues[0].name);
        this.source = compiled.source;
        linedefined = compiled.linedefined;
        lastlinedefined = compiled.lastlinedefined;
        numparams = compiled.numparams;
        is_vararg = compiled.is_vararg;
        maxstacksize = compiled.maxstacksize;
    }

    /**
     * A function over this code: as in PUC Lua 5.2, the one that was made before, if nothing could tell them apart. That
     * is so where it has no upvalues but the globals.
     *
     * @param cells as {@link HomeFunction} takes them
     */
    public HomeFunction closure(Cell[] cells) {
        if (!isShared) {
            return new HomeFunction(this, cells);
        }
        HomeFunction before = shared == null ? null : shared.get();
        if (before == null || !before.isMadeOf(this, cells)) {
            before = new HomeFunction(this, cells);
            shared = new WeakReference<>(before);
        }
        return before;
    }

    /** The code of the functions inside; not to be changed. */
    public Code[] inner() {
        return inner;
    }

    /** Moves the numbers of its lines, and of those of the functions inside, by so many. Before it is run or stored. */
    public void shiftLines(int lines) {
        if (lines == 0) {
            return;
        }
        for (int i = 0; i < lineinfo.length; i++) {
            lineinfo[i] += lines;
        }
        linedefined += lines;
        lastlinedefined += lines;
        for (Code function : inner) {
            function.shiftLines(lines);
        }
    }

    /** What runs it. */
    Executor executor() {
        return executor;
    }

    /** What to keep of it. */
    public CodeText text() {
        Source part = from.get();
        List<LuaString> names = new ArrayList<>(upvalues.length);
        for (Upvaldesc upvalue : upvalues) {
            names.add(upvalue.name);
        }
        return new CodeText(part.text(), part.parameters(), part.method(), shortName(), linedefined, names);
    }

    /** The chunk's name; of one that is its text as much as messages show, since the text is kept anyway. */
    private LuaString shortName() {
        boolean isText = source.m_length > 0 && source.luaByte(0) != '@' && source.luaByte(0) != '=';
        return isText && source.m_length > LONGEST_NAME ? source.substring(0, LONGEST_NAME) : source;
    }

    /** The persistent state; null while no stored function has this code. */
    public @Nullable Persistence persistence() {
        return state;
    }

    /** Makes the code persistent, or, with null, transient again. */
    public void persistence(@Nullable Persistence newState) {
        state = newState;
    }

    /**
     * The text of a function.
     *
     * @param text see {@link CodeText#text}
     * @param parameters see {@link CodeText#parameters}
     * @param method see {@link CodeText#method}
     */
    public record Source(byte[] text, int parameters, boolean method) {}
}
