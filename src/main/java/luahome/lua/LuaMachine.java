package luahome.lua;

import java.io.InputStream;
import java.io.OutputStream;
import luahome.home.Home;
import luahome.home.HomeFunction;
import luahome.home.HomeTable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A Lua machine over an open workspace: compiles and runs chunks. One per process; used by one thread, but for {@link #interrupt}. */
public final class LuaMachine {
    /** A machine with all libraries registered, the globals `_home`, `Memory` (if wanted) and `ext` set and guarded. */
    public static LuaMachine create(Home home, Streams streams, Options options) {
        throw new UnsupportedOperationException();
    }

    /** The global table. */
    public HomeTable globals() {
        throw new UnsupportedOperationException();
    }

    /**
     * Compiles a chunk.
     *
     * @param chunkName as it is to stand in messages, without PUC's "=" or "@" mark
     * @throws SyntaxException if it is wrong or incomplete
     */
    public HomeFunction compile(byte[] source, String chunkName) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    /** Calls a function; LuaError, {@link Interrupted}, {@link ExitRequest} and StoreException come through. */
    public Varargs call(LuaValue function, Varargs args) {
        throw new UnsupportedOperationException();
    }

    /** What Lua's `tostring` gives, metamethods included. */
    public LuaString tostring(LuaValue value) {
        throw new UnsupportedOperationException();
    }

    /** Asks the running chunk to stop; any thread may call it. The request stands until {@link #clearInterrupt}. */
    public void interrupt() {}

    /** Whether a request to stop stands. */
    public boolean interrupted() {
        return false;
    }

    /** Takes a request to stop back; answers whether there was one. */
    public boolean clearInterrupt() {
        return false;
    }

    /** Where the program reads and writes. Bytes, not characters. */
    public record Streams(InputStream in, OutputStream out, OutputStream err) {}

    /** @param memoryAlias whether the global `Memory` is set beside `_home` */
    public record Options(boolean memoryAlias) {}
}
