package luahome.lua;

import luahome.home.HomeFunction;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Runs built-in functions that work in {@link Step}s, each in a frame of its own among those of Lua. */
final class Stepping {
    private Stepping() {}

    /** Starts a function above its caller with its first step. */
    static @Nullable Frame begin(Interpreter vm, Frame caller, Step first) {
        if (first.callee() == null) {
            return vm.deliver(caller, first.values());
        }
        Frame f = vm.above(caller);
        f.kind = Frame.STEPS;
        f.function = null;
        return advance(vm, f, first);
    }

    /** Lets a frame of kind STEPS take what came back. */
    static @Nullable Frame proceed(Interpreter vm, Frame f) {
        Varargs results = f.multi;
        f.multi = LuaValue.NONE;
        return advance(vm, f, ((Step.Continuation) f.extra).take(results));
    }

    private static @Nullable Frame advance(Interpreter vm, Frame f, Step first) {
        vm.top = f;
        Step step = first;
        for (; ; ) {
            LuaValue callee = step.callee();
            Step.Continuation then = step.then();
            if (callee == null || then == null) {
                f.extra = LuaValue.NIL;
                return vm.deliver(f.below(), step.values());
            }
            if (!isPlain(callee)) {
                f.extra = then;
                return vm.call(f, callee, step.values());
            }
            vm.checkInterrupt();
            step = then.take(callee.invoke(step.values()));
        }
    }

    /** Whether it is a function that runs in Java and leaves the frames alone. */
    static boolean isPlain(LuaValue function) {
        return function instanceof LuaFunction
                && !(function instanceof HomeFunction)
                && !(function instanceof Control);
    }
}
