package luahome.lua.lib.string;

import luahome.lua.value.InterruptCheck;
import luahome.lua.value.LuaStrings;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Matches one Lua 5.2 pattern against one subject, by backtracking.
 *
 * <p>Nested items (a quantified item before the rest of the pattern, a capture) recurse, up to {@value #MAX_DEPTH}
 * deep, as in PUC Lua: beyond that "pattern too complex" is raised, never a stack overflow. The number of steps has no
 * limit, but about every thousandth asks the {@link InterruptCheck}. Offsets count from 0. For one thread.
 */
final class LuaPattern {
    /** Result of a match that failed. */
    static final int NO_MATCH = -1;

    private static final int MAX_DEPTH = 200;
    private static final int MAX_CAPTURES = 32;
    private static final int STEPS_PER_POLL = 1024;
    private static final int UNFINISHED = -1;
    private static final int POSITION = -2;

    private final LuaString subject;
    private final PatternItems items;
    private final InterruptCheck check;
    private final boolean anchored;
    private final int subjectEnd;
    private final int patternEnd;

    private final int[] captureStart = new int[MAX_CAPTURES];
    private final int[] captureLength = new int[MAX_CAPTURES];
    private int captures;
    private int depth;
    private int steps;

    private LuaPattern(LuaString subject, LuaString pattern, boolean anchored, InterruptCheck check) {
        this.subject = subject;
        this.check = check;
        this.items = new PatternItems(pattern);
        this.anchored = anchored;
        this.subjectEnd = subject.m_length;
        this.patternEnd = pattern.m_length;
    }

    /** A matcher for which a '^' at the pattern's start is the anchor. */
    static LuaPattern anchorable(LuaString subject, LuaString pattern, InterruptCheck check) {
        boolean anchored = pattern.m_length > 0 && LuaStrings.at(pattern, 0) == '^';
        return new LuaPattern(subject, pattern, anchored, check);
    }

    /** A matcher for which a '^' at the pattern's start is a character like others. */
    static LuaPattern unanchored(LuaString subject, LuaString pattern, InterruptCheck check) {
        return new LuaPattern(subject, pattern, false, check);
    }

    /** Whether the pattern begins with the anchor, so that only one place of the subject is to be tried. */
    boolean anchored() {
        return anchored;
    }

    /**
     * Matches at exactly one place of the subject.
     *
     * @return the offset behind the match, or {@link #NO_MATCH}
     * @throws LuaError if the pattern is malformed, as far as matching came to see it
     */
    int match(int from) {
        captures = 0;
        depth = 0;
        step();
        return nested(from, anchored ? 1 : 0);
    }

    /**
     * All captures of the last match, or the whole match if the pattern has none.
     *
     * @param whole whether the whole match stands in for captures that are not there
     */
    Varargs captures(int start, int end, boolean whole) {
        int count = captures == 0 && whole ? 1 : captures;
        LuaValue[] values = new LuaValue[count];
        for (int i = 0; i < count; i++) {
            values[i] = capture(i, start, end);
        }
        return LuaValue.varargsOf(values);
    }

    /** One capture of the last match, from 0; number 0 is the whole match if the pattern has none. */
    LuaValue capture(int index, int start, int end) {
        if (index >= captures) {
            if (index != 0) {
                throw new LuaError("invalid capture index");
            }
            return LuaStrings.slice(subject, start, end);
        }
        return switch (captureLength[index]) {
            case UNFINISHED -> throw new LuaError("unfinished capture");
            case POSITION -> LuaValue.valueOf(captureStart[index] + 1);
            default -> LuaStrings.slice(subject, captureStart[index], captureStart[index] + captureLength[index]);
        };
    }

    private int nested(int from, int patternFrom) {
        if (depth++ == MAX_DEPTH) {
            throw new LuaError("pattern too complex");
        }
        int result = items(from, patternFrom);
        depth--;
        return result;
    }

    /** Matches item after item; only where there is a choice, or a capture to undo, does it recurse. */
    private int items(int from, int patternFrom) {
        int s = from;
        int p = patternFrom;
        while (p < patternEnd) {
            step();
            int c = items.at(p);
            if (c == '(') {
                return items.at(p + 1) == ')' ? openCapture(s, p + 2, POSITION) : openCapture(s, p + 1, UNFINISHED);
            }
            if (c == ')') {
                return closeCapture(s, p + 1);
            }
            if (c == '$' && p + 1 == patternEnd) {
                return s == subjectEnd ? s : NO_MATCH;
            }
            int escaped = c == PatternItems.ESCAPE ? items.at(p + 1) : PatternItems.NONE;
            if (escaped == 'b') {
                s = balanced(s, p + 2);
                p += 4;
            } else if (escaped == 'f') {
                int set = p + 2;
                p = items.frontierEnd(set);
                s = frontier(s, set, p) ? s : NO_MATCH;
            } else if (escaped >= '0' && escaped <= '9') {
                s = backReference(s, escaped - '1');
                p += 2;
            } else {
                int end = items.end(p);
                switch (items.at(end)) {
                    case '?' -> {
                        int rest = single(s, p, end) ? nested(s + 1, end + 1) : NO_MATCH;
                        if (rest != NO_MATCH) {
                            return rest;
                        }
                        p = end + 1;
                    }
                    case '+' -> {
                        return single(s, p, end) ? longest(s + 1, p, end) : NO_MATCH;
                    }
                    case '*' -> {
                        return longest(s, p, end);
                    }
                    case '-' -> {
                        return shortest(s, p, end);
                    }
                    default -> {
                        s = single(s, p, end) ? s + 1 : NO_MATCH;
                        p = end;
                    }
                }
            }
            if (s == NO_MATCH) {
                return NO_MATCH;
            }
        }
        return s;
    }

    private boolean single(int s, int p, int end) {
        return s < subjectEnd && items.matches(LuaStrings.at(subject, s), p, end);
    }

    private int longest(int from, int p, int end) {
        int s = from;
        while (single(s, p, end)) {
            step();
            s++;
        }
        for (; s >= from; s--) {
            int result = nested(s, end + 1);
            if (result != NO_MATCH) {
                return result;
            }
        }
        return NO_MATCH;
    }

    private int shortest(int from, int p, int end) {
        for (int s = from; ; s++) {
            int result = nested(s, end + 1);
            if (result != NO_MATCH) {
                return result;
            }
            if (!single(s, p, end)) {
                return NO_MATCH;
            }
        }
    }

    private int openCapture(int s, int p, int kind) {
        if (captures == MAX_CAPTURES) {
            throw new LuaError("too many captures");
        }
        captureStart[captures] = s;
        captureLength[captures] = kind;
        captures++;
        int result = nested(s, p);
        if (result == NO_MATCH) {
            captures--;
        }
        return result;
    }

    private int closeCapture(int s, int p) {
        int open = captures - 1;
        while (open >= 0 && captureLength[open] != UNFINISHED) {
            open--;
        }
        if (open < 0) {
            throw new LuaError("invalid pattern capture");
        }
        captureLength[open] = s - captureStart[open];
        int result = nested(s, p);
        if (result == NO_MATCH) {
            captureLength[open] = UNFINISHED;
        }
        return result;
    }

    private int backReference(int s, int index) {
        if (index < 0 || index >= captures || captureLength[index] == UNFINISHED) {
            throw new LuaError("invalid capture index %" + (index + 1));
        }
        int length = captureLength[index];
        if (length == POSITION || length > subjectEnd - s) {
            return NO_MATCH;
        }
        boolean same = LuaString.equals(subject, captureStart[index], subject, s, length);
        return same ? s + length : NO_MATCH;
    }

    private int balanced(int s, int p) {
        if (p + 1 >= patternEnd) {
            throw new LuaError("malformed pattern (missing arguments to '%b')");
        }
        int opening = items.at(p);
        int closing = items.at(p + 1);
        if (s >= subjectEnd || LuaStrings.at(subject, s) != opening) {
            return NO_MATCH;
        }
        int open = 1;
        for (int i = s + 1; i < subjectEnd; i++) {
            step();
            int c = LuaStrings.at(subject, i);
            if (c == closing) {
                if (--open == 0) {
                    return i + 1;
                }
            } else if (c == opening) {
                open++;
            }
        }
        return NO_MATCH;
    }

    private boolean frontier(int s, int set, int setEnd) {
        int before = s == 0 ? 0 : LuaStrings.at(subject, s - 1);
        int here = s == subjectEnd ? 0 : LuaStrings.at(subject, s);
        return !items.matches(before, set, setEnd) && items.matches(here, set, setEnd);
    }

    private void step() {
        if (++steps % STEPS_PER_POLL == 0) {
            check.poll();
        }
    }
}
