package luahome.show;

import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What went wrong, as text. */
public final class ErrorText {
    private ErrorText() {}

    /** The message of an error; if the program raised another value than a string, that value in one line. */
    public static String of(LuaError error) {
        @Nullable LuaValue value = error.getMessageObject();
        if (value == null) {
            Throwable cause = error.getCause();
            return cause == null ? "error without a message" : String.valueOf(cause);
        }
        if (value instanceof LuaString text) {
            return Utf8.text(text);
        }
        return "error value: " + new ValuePrinter(Limits.line()).print(value);
    }
}
