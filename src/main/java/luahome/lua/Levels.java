package luahome.lua;

import org.jspecify.annotations.Nullable;

/** Counts the levels of a stack as `error` and the debug library do: 1 is what called the built-in function. */
final class Levels {
    private Levels() {}

    /** The frame of a level, from 1; null if there are fewer. */
    static @Nullable Frame at(Frame caller, int level) {
        Frame f = caller;
        for (int i = 1; i < level && f != null; i++) {
            f = f.prev;
        }
        return f == null || f.prev == null || f.kind == Frame.COROUTINE ? null : f;
    }
}
