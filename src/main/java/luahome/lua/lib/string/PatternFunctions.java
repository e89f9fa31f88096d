package luahome.lua.lib.string;

import luahome.lua.builtin.CallRequest;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.value.InterruptCheck;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of the library {@code string} that take patterns. */
final class PatternFunctions {
    private static final int STEPS_PER_POLL = 4096;

    private final InterruptCheck check;

    PatternFunctions(InterruptCheck check) {
        this.check = check;
    }

    /** {@code string.find(s, pattern [, init [, plain]])}. */
    Varargs find(LuaArguments arguments) {
        return findOrMatch(arguments, true);
    }

    /** {@code string.match(s, pattern [, init])}. */
    Varargs match(LuaArguments arguments) {
        return findOrMatch(arguments, false);
    }

    /** {@code string.gmatch(s, pattern)}: a '^' has no meaning here. */
    Varargs gmatch(LuaArguments arguments) {
        LuaString s = arguments.string(1);
        LuaString p = arguments.string(2);
        return new LibraryFunction("gmatch iterator", new Iteration(s, LuaPattern.unanchored(s, p, check)));
    }

    /** {@code string.gsub(s, pattern, replacement [, n])}. */
    CallRequest gsub(LuaArguments arguments) {
        LuaString s = arguments.string(1);
        LuaString p = arguments.string(2);
        long limit = arguments.integer(4, s.m_length + 1L);
        LuaValue replacement = arguments.value(3);
        switch (replacement.type()) {
            case LuaValue.TSTRING, LuaValue.TNUMBER -> replacement = arguments.string(3);
            case LuaValue.TTABLE, LuaValue.TFUNCTION -> {}
            default -> throw arguments.wrong(3, "string/function/table expected");
        }
        return new Substitution(s, p, replacement, check).run(limit);
    }

    private Varargs findOrMatch(LuaArguments arguments, boolean find) {
        LuaString s = arguments.string(1);
        LuaString p = arguments.string(2);
        long first = Math.max(1, LuaStringLib.fromStart(arguments.integer(3, 1), s)) - 1;
        if (first > s.m_length) {
            return LuaValue.NIL;
        }
        int from = (int) first;
        if (find && (arguments.value(4).toboolean() || !PatternItems.isSpecial(p))) {
            int found = indexOf(s, p, from);
            return found < 0 ? LuaValue.NIL : bounds(found, found + p.m_length);
        }
        LuaPattern pattern = LuaPattern.anchorable(s, p, check);
        int start = from;
        int end = pattern.match(start);
        while (end == LuaPattern.NO_MATCH && !pattern.anchored() && start < s.m_length) {
            start++;
            end = pattern.match(start);
        }
        if (end == LuaPattern.NO_MATCH) {
            return LuaValue.NIL;
        }
        return find
                ? LuaValue.varargsOf(
                        LuaValue.valueOf(start + 1), LuaValue.valueOf(end), pattern.captures(start, end, false))
                : pattern.captures(start, end, true);
    }

    private static Varargs bounds(int start, int end) {
        return LuaValue.varargsOf(LuaValue.valueOf(start + 1), LuaValue.valueOf(end));
    }

    /** The offset of the first occurrence at or behind an offset; -1 if there is none. */
    private int indexOf(LuaString s, LuaString part, int from) {
        int last = s.m_length - part.m_length;
        for (int i = from; i <= last; i++) {
            int matching = 0;
            while (matching < part.m_length
                    && s.m_bytes[s.m_offset + i + matching] == part.m_bytes[part.m_offset + matching]) {
                matching++;
            }
            if (matching == part.m_length) {
                return i;
            }
            if (i % STEPS_PER_POLL == 0 || matching >= STEPS_PER_POLL) {
                check.poll();
            }
        }
        return -1;
    }

    /** What {@code gmatch} hands to a loop. */
    private static final class Iteration implements LibraryFunction.Body {
        private final LuaString subject;
        private final LuaPattern pattern;
        private int next;

        Iteration(LuaString subject, LuaPattern pattern) {
            this.subject = subject;
            this.pattern = pattern;
        }

        @Override
        public Varargs call(LuaArguments arguments) {
            for (int start = next; start <= subject.m_length; start++) {
                int end = pattern.match(start);
                if (end != LuaPattern.NO_MATCH) {
                    next = end == start ? end + 1 : end;
                    return pattern.captures(start, end, true);
                }
            }
            next = subject.m_length + 1;
            return LuaValue.NONE;
        }
    }
}
