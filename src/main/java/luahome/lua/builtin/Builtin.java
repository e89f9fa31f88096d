package luahome.lua.builtin;

import org.jspecify.annotations.Nullable;

/**
 * A function written in Java. Those of the libraries have a name of their own; others are made while a program runs.
 */
public interface Builtin {
    /** Where programs find it: {@code print}, {@code string.upper}; null if no library has it. */
    @Nullable
    String builtinName();

    /** Sets that name, unless it has one already. */
    void builtinName(String name);
}
