package luahome.lua.run;

import luahome.lua.builtin.Builtin;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A built-in function that steers the run loop or looks at its frames (`pcall`, `error`, `coroutine.resume`, …): called
 * from Lua it rearranges frames in place of calling into a new loop, so that coroutines can yield through it and
 * recursion through it is no deeper in Java.
 */
public final class ControlFunction extends LuaFunction implements Builtin {
    private final Interpreter vm;
    private final String name;
    private final Body body;
    private @Nullable String builtinName;

    /**
     * A function of that machine.
     *
     * @param name without its library, for messages
     */
    public ControlFunction(Interpreter vm, String name, Body body) {
        this.vm = vm;
        this.name = name;
        this.body = body;
    }

    /**
     * Begins the call.
     *
     * @param caller the frame that the results go to
     * @return the frame to run next; null to leave the run loop
     */
    @Nullable
    Frame start(Frame caller, Varargs args) {
        return body.start(caller, args);
    }

    @Override
    public @Nullable String builtinName() {
        return builtinName;
    }

    @Override
    public void builtinName(String shown) {
        builtinName = builtinName == null ? shown : builtinName;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LuaValue call() {
        return vm.callFromJava(this, NONE).arg1();
    }

    @Override
    public LuaValue call(LuaValue arg) {
        return vm.callFromJava(this, arg).arg1();
    }

    @Override
    public LuaValue call(LuaValue first, LuaValue second) {
        return vm.callFromJava(this, varargsOf(first, second)).arg1();
    }

    @Override
    public LuaValue call(LuaValue first, LuaValue second, LuaValue third) {
        return vm.callFromJava(this, varargsOf(first, second, third)).arg1();
    }

    @Override
    public Varargs invoke(Varargs args) {
        return vm.callFromJava(this, args);
    }

    /** What the function does. */
    @FunctionalInterface
    public interface Body {
        /** See {@link ControlFunction#start}. */
        @Nullable
        Frame start(Frame caller, Varargs args);
    }
}
