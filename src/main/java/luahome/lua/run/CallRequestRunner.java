package luahome.lua.run;

import luahome.home.value.HomeFunction;
import luahome.lua.builtin.CallRequest;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Runs built-in functions that work in {@link CallRequest}s, each in a frame of its own among those of Lua. */
final class CallRequestRunner {
    private CallRequestRunner() {}

    /** Starts a function above its caller with its first step. */
    static @Nullable Frame begin(Interpreter vm, Frame caller, CallRequest first) {
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
        return advance(vm, f, ((CallRequest.Continuation) f.extra).take(results));
    }

    private static @Nullable Frame advance(Interpreter vm, Frame f, CallRequest first) {
        vm.top = f;
        CallRequest step = first;
        for (; ; ) {
            LuaValue callee = step.callee();
            CallRequest.Continuation then = step.then();
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
                && !(function instanceof ControlFunction);
    }
}
