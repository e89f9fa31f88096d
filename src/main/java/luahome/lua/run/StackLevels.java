package luahome.lua.run;

import luahome.lua.builtin.LuaArguments;
import org.jspecify.annotations.Nullable;

/**
 * Counts the levels of a stack as `error` and the debug library do: the innermost Lua function has level 1 if it called
 * a built-in one, which has level 0, and else level 0.
 *
 * @param top the innermost frame
 * @param first its level
 */
public record StackLevels(Frame top, int first) {
    /** Those of what called a built-in function, or of the coroutine that is its first argument. */
    public static StackLevels of(Interpreter vm, Frame caller, LuaArguments a) {
        if (a.value(1) instanceof Coroutine) {
            Coroutine of = (Coroutine) a.value(1);
            boolean running = of == vm.current || vm.current == null && of.isMain();
            if (!running) {
                return new StackLevels(of.top, of.status == Coroutine.Status.DEAD ? 0 : 1);
            }
        }
        return new StackLevels(caller, 1);
    }

    /** The frame of a level; null if there is none, or it is that of the built-in function. */
    public @Nullable Frame at(int level) {
        return level < first ? null : at(top, level - first + 1);
    }

    /** Whether a level is that of the built-in function. */
    public boolean isBuiltin(int level) {
        return level == 0 && first == 1 && top.prev != null;
    }

    /** The frame of a level, from 1 for the caller; null if there are fewer. */
    static @Nullable Frame at(Frame caller, int level) {
        Frame f = caller;
        for (int i = 1; i < level && f != null; i++) {
            f = f.levelBelow();
        }
        return f == null || f.prev == null || f.kind == Frame.COROUTINE ? null : f;
    }
}
