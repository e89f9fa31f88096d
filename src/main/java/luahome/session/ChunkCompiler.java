package luahome.session;

import luahome.home.value.HomeFunction;
import luahome.lua.text.SyntaxException;

/** What turns source text into a function; the machine's compiler, seen through a narrow slit. */
@FunctionalInterface
public interface ChunkCompiler {
    /** Compiles a chunk; see {@link luahome.lua.LuaMachine#compile}. */
    HomeFunction compile(byte[] source, String chunkName) throws SyntaxException;
}
