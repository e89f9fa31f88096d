package luahome.lua.lib.string;

import luahome.lua.value.CharacterClass;
import luahome.lua.value.LuaStrings;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/**
 * The single-character items of a pattern: where each ends and which bytes it matches. Sets are worked out once, when
 * they are first met. For one thread.
 */
final class PatternItems {
    static final int ESCAPE = '%';

    /** What stands behind the pattern's end. */
    static final int NONE = -1;

    private static final String SPECIAL = "^$*+?.([%-";

    private final LuaString pattern;
    private final long[] @Nullable [] sets;
    private final int[] ends;

    PatternItems(LuaString pattern) {
        this.pattern = pattern;
        this.sets = new long[pattern.m_length][];
        this.ends = new int[pattern.m_length];
    }

    /** Whether the pattern has a character with a meaning, so that looking for its bytes is not enough. */
    static boolean isSpecial(LuaString pattern) {
        for (int i = 0; i < pattern.m_length; i++) {
            if (SPECIAL.indexOf(LuaStrings.at(pattern, i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The pattern's byte at an offset, or {@link #NONE} behind its end. */
    int at(int p) {
        return p < pattern.m_length ? LuaStrings.at(pattern, p) : NONE;
    }

    /**
     * The offset behind the item at an offset, its quantifier not counted.
     *
     * @throws LuaError if the pattern ends within the item
     */
    int end(int p) {
        if (ends[p] == 0) {
            ends[p] = findEnd(p);
        }
        return ends[p];
    }

    /**
     * The offset behind the set of a frontier.
     *
     * @throws LuaError if there is no set
     */
    int frontierEnd(int p) {
        if (at(p) != '[') {
            throw new LuaError("missing '[' after '%f' in pattern");
        }
        return end(p);
    }

    /** Whether the item from one offset to the other matches a byte. */
    boolean matches(int c, int p, int end) {
        int first = at(p);
        return switch (first) {
            case '.' -> true;
            case ESCAPE -> CharacterClass.contains(at(p + 1), c);
            case '[' -> {
                long[] set = sets[p];
                if (set == null) {
                    set = readSet(p, end - 1);
                    sets[p] = set;
                }
                yield (set[c >> 6] & 1L << c) != 0;
            }
            default -> first == c;
        };
    }

    private int findEnd(int start) {
        int p = start + 1;
        int first = at(start);
        if (first == ESCAPE) {
            if (p == pattern.m_length) {
                throw new LuaError("malformed pattern (ends with '%')");
            }
            return p + 1;
        }
        if (first == '[') {
            if (at(p) == '^') {
                p++;
            }
            // The first character is part of the set even if it is the bracket that would close it.
            do {
                if (p >= pattern.m_length) {
                    throw new LuaError("malformed pattern (missing ']')");
                }
                if (at(p++) == ESCAPE && p < pattern.m_length) {
                    p++;
                }
            } while (at(p) != ']');
            return p + 1;
        }
        return p;
    }

    /** The set between a '[' and its ']' as 256 bits. */
    private long[] readSet(int open, int close) {
        long[] set = new long[4];
        int p = open + 1;
        boolean negated = at(p) == '^';
        if (negated) {
            p++;
        }
        while (p < close) {
            int c = at(p);
            if (c == ESCAPE) {
                int letter = at(p + 1);
                for (int member = 0; member < 256; member++) {
                    if (CharacterClass.contains(letter, member)) {
                        add(set, member);
                    }
                }
                p += 2;
            } else if (at(p + 1) == '-' && p + 2 < close) {
                int last = at(p + 2);
                for (int member = c; member <= last; member++) {
                    add(set, member);
                }
                p += 3;
            } else {
                add(set, c);
                p++;
            }
        }
        if (negated) {
            for (int i = 0; i < set.length; i++) {
                set[i] = ~set[i];
            }
        }
        return set;
    }

    private static void add(long[] set, int member) {
        set[member >> 6] |= 1L << member;
    }
}
