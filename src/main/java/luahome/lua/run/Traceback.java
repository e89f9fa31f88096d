package luahome.lua.run;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/** The text of a Lua stack. */
public final class Traceback {
    /** Of a deep stack this many frames are shown at its top… */
    private static final int FIRST = 12;
    /** … and this many at its bottom. */
    private static final int LAST = 10;

    private Traceback() {}

    /**
     * The stack from a frame downwards, without its first {@code skip} levels; begins with {@code stack traceback:}.
     */
    public static String of(Frame top, int skip) {
        int levels = 0;
        for (Frame f = top; f != null; f = next(f)) {
            levels++;
        }
        StringBuilder text = new StringBuilder("stack traceback:");
        int level = 0;
        for (Frame f = top; f != null; f = next(f), level++) {
            if (level < skip) {
                continue;
            }
            if (level - skip == FIRST && levels - level > LAST) {
                text.append("\n\t...");
            }
            if (level - skip < FIRST || levels - level <= LAST) {
                String line = line(f);
                if (line != null) {
                    text.append("\n\t").append(line);
                }
                if (f.kind == Frame.LUA && f.tailCalled) {
                    text.append("\n\t(...tail calls...)");
                }
            }
        }
        return text.toString();
    }

    /** The frame below, also that of what resumed a coroutine by `coroutine.wrap`; null at the bottom. */
    static @Nullable Frame next(Frame f) {
        if (f.kind == Frame.COROUTINE) {
            Coroutine coroutine = (Coroutine) f.extra;
            return coroutine.wrapped ? coroutine.resumer : null;
        }
        return f.levelBelow();
    }

    private static @Nullable String line(Frame f) {
        switch (f.kind) {
            case Frame.LUA:
                int line = f.line();
                return RuntimeMessages.source(f) + ":" + (line < 0 ? "" : line + ":") + " in " + describe(f);
            case Frame.PCALL:
                return "[C]: in function 'pcall'";
            case Frame.XPCALL:
                return "[C]: in function 'xpcall'";
            case Frame.STEPS:
                String name = VariableNames.bare(name(f));
                return "[C]: in " + (name == null ? "?" : "function '" + name + "'");
            case Frame.ENTRY:
                return f.prev == null ? null : "[C]: in ?";
            default:
                return null;
        }
    }

    /** The function that a Lua frame runs: by its name if the caller has one for it. */
    static String describe(Frame f) {
        Prototype p = f.prototype();
        String name = VariableNames.bare(name(f));
        if (name != null) {
            return "function '" + name + "'";
        }
        if (p.linedefined == 0) {
            return "main chunk";
        }
        return "function <" + RuntimeMessages.source(f) + ":" + p.linedefined + ">";
    }

    /** What the caller of a frame calls its function; null if nothing tells, or a tail call came between. */
    public static @Nullable String name(Frame f) {
        Frame below = f.prev;
        return below == null || below.kind != Frame.LUA || f.tailCalled ? null : VariableNames.called(below);
    }
}
