package luahome.home.value;

import org.luaj.vm2.Varargs;

/** What runs the code of a {@link HomeFunction}. */
public interface Executor {
    /**
     * Calls the function with the arguments and answers its results.
     *
     * @throws org.luaj.vm2.LuaError if the function raises an error
     */
    Varargs execute(HomeFunction function, Varargs args);
}
