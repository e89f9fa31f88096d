package luahome.lua.lib;

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

    /** A substitution by a string, a table or a function. */
    Substitution(LuaString subject, LuaString pattern, LuaValue replacement, InterruptCheck check) {
        this.subject = subject;
        this.pattern = LuaPattern.anchorable(subject, pattern, check);
        this.replacement = replacement;
        this.out = new ByteBuilder(subject.m_length);
    }

    /** Replaces at most so many matches, all if negative; gives the new string and how many there were. */
    Varargs run(long limit) {
        int at = 0;
        int count = 0;
        while (limit < 0 || count < limit) {
            int end = pattern.match(at);
            if (end != LuaPattern.NO_MATCH) {
                count++;
                replace(at, end);
            }
            if (end > at) {
                at = end;
            } else if (at < subject.m_length) {
                out.append(LuaStrings.at(subject, at++));
            } else {
                break;
            }
            if (pattern.anchored()) {
                break;
            }
        }
        if (count == 0) {
            return LuaValue.varargsOf(subject, LuaValue.valueOf(0));
        }
        appendSubject(at, subject.m_length);
        return LuaValue.varargsOf(out.toLuaString(), LuaValue.valueOf(count));
    }

    private void replace(int start, int end) {
        LuaValue value;
        if (replacement instanceof LuaString template) {
            expand(template, start, end);
            return;
        } else if (replacement.istable()) {
            value = replacement.get(pattern.capture(0, start, end));
        } else {
            value = replacement.invoke(pattern.captures(start, end, true)).arg1();
        }
        if (value.toboolean()) {
            appendText(value);
        } else {
            appendSubject(start, end);
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
