package luahome.debugger;

import java.util.List;
import luahome.home.value.Code;
import luahome.home.value.CodeText;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** The lines of a function: which ones can be stopped at, and what is written there. */
public final class SourceLines {
    private SourceLines() {}

    /**
     * The line at which a program stops that is to stop at a line of a function: that one, or the next that is
     * executed; -1 if the line is none of this function, or of one inside it.
     */
    static int reached(Code code, int line) {
        boolean isWhole = code.linedefined == 0;
        if (!isWhole && (line < code.linedefined || line > code.lastlinedefined)) {
            return -1;
        }
        int next = -1;
        for (int executed : code.lineinfo) {
            if (executed >= line && (next < 0 || executed < next)) {
                next = executed;
            }
        }
        return next == line || !isInside(code, line) ? next : -1;
    }

    private static boolean isInside(Code code, int line) {
        for (Code inner : code.inner()) {
            if (line >= inner.linedefined && line <= inner.lastlinedefined) {
                return true;
            }
        }
        return false;
    }

    /** What is written in a line of a function; null if that is not known. */
    public static @Nullable String text(Code code, int line) {
        CodeText text = code.text();
        List<String> lines =
                Utf8.text(LuaString.valueUsing(text.text())).lines().toList();
        int at = line - text.line() + (text.isChunk() ? -1 : keyword(text));
        return at >= 0 && at < lines.size() ? lines.get(at) : null;
    }

    /** The line of the text, from 0, in which the function begins: comments stand above it. */
    private static int keyword(CodeText text) {
        int lines = 0;
        for (int i = 0; i < text.parameters(); i++) {
            if (text.text()[i] == '\n') {
                lines++;
            }
        }
        return lines;
    }
}
