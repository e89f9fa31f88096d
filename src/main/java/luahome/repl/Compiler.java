package luahome.repl;

import luahome.home.HomeFunction;
import luahome.lua.SyntaxException;

/** What turns source text into a function; the machine's compiler, seen through a narrow slit. */
@FunctionalInterface
interface Compiler {
    /** Compiles a chunk; see {@link luahome.lua.LuaMachine#compile}. */
    HomeFunction compile(byte[] source, String chunkName) throws SyntaxException;
}
