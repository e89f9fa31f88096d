package luahome.lua.builtin;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** A built-in function made of a name and a lambda. */
public final class LibraryFunction extends VarArgFunction implements Builtin {
    private final Body body;

    /** The name for messages where the program's own name for the function is not known. */
    private String fullName;

    private @Nullable String builtinName;

    /**
     * A function.
     *
     * @param name without its library, for messages
     */
    public LibraryFunction(String name, Body body) {
        this.name = name;
        this.body = body;
        fullName = name;
    }

    @Override
    public Varargs invoke(Varargs args) {
        return body.call(new LuaArguments(fullName, args));
    }

    /** Sets the name that messages show where the program's own name for the function is not known. */
    public void fullName(String shown) {
        fullName = shown;
    }

    /** That name: {@code string.rep}, {@code print}. */
    String fullName() {
        return fullName;
    }

    @Override
    public @Nullable String builtinName() {
        return builtinName;
    }

    @Override
    public void builtinName(String shown) {
        builtinName = builtinName == null ? shown : builtinName;
    }

    /** The name without its library. */
    @Override
    public String name() {
        return name;
    }

    /** What the function does. */
    @FunctionalInterface
    public interface Body {
        /** Takes the arguments of a call, gives its results. */
        Varargs call(LuaArguments arguments);
    }
}
