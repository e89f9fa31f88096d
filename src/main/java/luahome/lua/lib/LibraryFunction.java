package luahome.lua.lib;

import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** A built-in function made of a name and a lambda. */
final class LibraryFunction extends VarArgFunction {
    private final Body body;

    /** The name for messages where the program's own name for the function is not known. */
    private String fullName;

    /**
     * A function.
     *
     * @param name without its library, for messages
     */
    LibraryFunction(String name, Body body) {
        this.name = name;
        this.body = body;
        fullName = name;
    }

    @Override
    public Varargs invoke(Varargs args) {
        return body.call(new Arguments(fullName, args));
    }

    /** Sets the name that messages show where the program's own name for the function is not known. */
    void fullName(String shown) {
        fullName = shown;
    }

    /** That name: {@code string.rep}, {@code _G.print}. */
    String fullName() {
        return fullName;
    }

    /** The name without its library. */
    @Override
    public String name() {
        return name;
    }

    /** What the function does. */
    @FunctionalInterface
    interface Body {
        /** Takes the arguments of a call, gives its results. */
        Varargs call(Arguments arguments);
    }
}
