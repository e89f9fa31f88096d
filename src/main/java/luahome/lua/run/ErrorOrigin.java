package luahome.lua.run;

import java.nio.charset.StandardCharsets;
import luahome.home.value.Code;
import luahome.home.value.CodeText;
import luahome.lua.text.Lexer;
import luahome.lua.text.SourceLoader;
import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * The place that the message of an error begins with: the code that ran there, and the line as messages count.
 *
 * @param code of the function that was on the stack
 * @param line from 1
 */
public record ErrorOrigin(Code code, int line) {
    /**
     * The function on a stack, from a frame downwards, whose position stands in front of a message; null if none does.
     */
    static @Nullable ErrorOrigin of(Frame top, LuaValue message) {
        if (!message.isstring()) {
            return null;
        }
        String text = Latin1.toBytes(Latin1.of(message));
        for (Frame f = top; f != null; f = Traceback.next(f)) {
            if (f.kind == Frame.LUA && f.line() > 0 && text.startsWith(RuntimeMessages.where(f))) {
                return new ErrorOrigin(f.prototype(), f.line());
            }
        }
        return null;
    }

    /** The text that is kept of the function. */
    public String source() {
        return new String(code.text().text(), StandardCharsets.UTF_8);
    }

    /** Where the line is in that text, from 1. */
    public int sourceLine() {
        CodeText text = code.text();
        if (text.isChunk()) {
            return line - text.line();
        }
        int keyword = Lexer.tokens(text.text(), 0, () -> {}).list().get(0).start();
        return line - text.line() + SourceLoader.lineEnds(text.text(), keyword) + 1;
    }
}
