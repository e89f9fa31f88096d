package luahome.lua;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A built-in function that steers the run loop (`pcall`, `coroutine.resume`, …): called from Lua it rearranges frames in
 * place of calling into a new loop, so that coroutines can yield through it and recursion through it is no deeper in Java.
 */
abstract class Control extends LuaFunction {
    private final Interpreter vm;

    /** A function of that machine. */
    Control(Interpreter vm) {
        this.vm = vm;
    }

    /**
     * Begins the call.
     *
     * @param caller the frame that the results go to
     * @return the frame to run next; null to leave the run loop
     */
    abstract @Nullable Frame start(Frame caller, Varargs args);

    /** The machine. */
    final Interpreter vm() {
        return vm;
    }

    @Override
    public final LuaValue call() {
        return vm.callFromJava(this, NONE).arg1();
    }

    @Override
    public final LuaValue call(LuaValue arg) {
        return vm.callFromJava(this, arg).arg1();
    }

    @Override
    public final LuaValue call(LuaValue first, LuaValue second) {
        return vm.callFromJava(this, varargsOf(first, second)).arg1();
    }

    @Override
    public final LuaValue call(LuaValue first, LuaValue second, LuaValue third) {
        return vm.callFromJava(this, varargsOf(first, second, third)).arg1();
    }

    @Override
    public final Varargs invoke(Varargs args) {
        return vm.callFromJava(this, args);
    }
}
