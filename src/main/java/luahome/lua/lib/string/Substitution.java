package luahome.lua.lib.string;

import luahome.lua.builtin.CallRequest;
import luahome.lua.value.ByteBuilder;
import luahome.lua.value.CharacterClass;
import luahome.lua.value.InterruptCheck;
import luahome.lua.value.LuaNumbers;
import luahome.lua.value.LuaStrings;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** One run of {@code string.gsub}. The replacement may be Lua code that runs other patterns meanwhile. */
final class Substitution {
    private final LuaString subject;
    private final LuaPattern pattern;
    private final LuaValue replacement;
    private final ByteBuilder out;
    private long matchesLeft;
    private int count;
    private int at;
    /** The end of the match that the replacement function was called for. */
    private int matchEnd;

    /** A substitution by a string, a table or a function. */
    Substitution(LuaString subject, LuaString pattern, LuaValue replacement, InterruptCheck check) {
        this.subject = subject;
        this.pattern = LuaPattern.anchorable(subject, pattern, check);
        this.replacement = replacement;
        this.out = new ByteBuilder(subject.m_length);
    }

    /** Replaces at most so many matches, all if negative; gives the new string and how many there were. */
    CallRequest run(long limit) {
        matchesLeft = limit < 0 ? Long.MAX_VALUE : limit;
        return search();
    }

    private CallRequest search() {
        while (matchesLeft > 0) {
            int end = pattern.match(at);
            if (end != LuaPattern.NO_MATCH) {
                count++;
                matchesLeft--;
                if (replacement.isfunction()) {
                    matchEnd = end;
                    return CallRequest.call(replacement, pattern.captures(at, end, true), this::replaced);
                }
                replace(end);
            }
            if (!goBehind(end)) {
                break;
            }
        }
        return finish();
    }

    private CallRequest replaced(Varargs answer) {
        append(answer.arg1(), matchEnd);
        return goBehind(matchEnd) ? search() : finish();
    }

    /** Moves behind a match, or one byte on if there was none or an empty one; answers whether to search there. */
    private boolean goBehind(int end) {
        if (end > at) {
            at = end;
        } else if (at < subject.m_length) {
            out.append(LuaStrings.at(subject, at++));
        } else {
            return false;
        }
        return !pattern.anchored();
    }

    private CallRequest finish() {
        if (count == 0) {
            return CallRequest.done(LuaValue.varargsOf(subject, LuaValue.valueOf(0)));
        }
        appendSubject(at, subject.m_length);
        return CallRequest.done(LuaValue.varargsOf(out.toLuaString(), LuaValue.valueOf(count)));
    }

    private void replace(int end) {
        if (replacement instanceof LuaString template) {
            expand(template, at, end);
        } else {
            append(replacement.get(pattern.capture(0, at, end)), end);
        }
    }

    private void append(LuaValue value, int end) {
        if (value.toboolean()) {
            appendText(value);
        } else {
            appendSubject(at, end);
        }
    }

    private void expand(LuaString template, int start, int end) {
        for (int i = 0; i < template.m_length; i++) {
            int c = LuaStrings.at(template, i);
            if (c != PatternItems.ESCAPE) {
                out.append(c);
                continue;
            }
            i++;
            int escaped = i < template.m_length ? LuaStrings.at(template, i) : PatternItems.NONE;
            if (escaped == PatternItems.ESCAPE) {
                out.append(escaped);
            } else if (escaped == '0') {
                appendSubject(start, end);
            } else if (CharacterClass.isDigit(escaped)) {
                appendText(pattern.capture(escaped - '1', start, end));
            } else {
                throw new LuaError("invalid use of '%' in replacement string");
            }
        }
    }

    private void appendText(LuaValue value) {
        if (value instanceof LuaString s) {
            out.append(s);
        } else if (value instanceof LuaNumber) {
            out.append(LuaNumbers.tostring(value));
        } else {
            throw new LuaError("invalid replacement value (a " + value.typename() + ")");
        }
    }

    private void appendSubject(int from, int to) {
        out.append(subject.m_bytes, subject.m_offset + from, to - from);
    }
}
