package luahome.home.value;

/** What makes a function persistent. */
public interface FunctionPersistence extends Persistence {
    /** The function is about to get other code or cells; a LuaError if that is refused. */
    void changed(HomeFunction function);

    /** Brings code and cells of the function, which are in the store, into memory. */
    void load(HomeFunction function);
}
