package luahome.lua.lib;

import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.lua.text.SyntaxException;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What the libraries need of a machine: that it makes functions out of text. Used on the Lua thread. */
public interface ChunkLoader {
    /** The global table. */
    HomeTable globals();

    /**
     * Compiles a chunk.
     *
     * @param chunkName as `load` takes it: `@file`, `=name`, or the text itself
     * @param environment the value of its `_ENV`
     * @throws SyntaxException if it is wrong or incomplete
     */
    HomeFunction compile(byte[] source, LuaString chunkName, LuaValue environment) throws SyntaxException;

    /**
     * Makes a function out of what `string.dump` gave; its other variables than `_ENV` are new.
     *
     * @param chunkName as `load` takes it, for messages; the function keeps the name of the chunk that it is from
     * @throws org.luaj.vm2.LuaError in one sentence, if it is nothing of the kind, or damaged
     */
    HomeFunction undump(byte[] dump, LuaString chunkName, LuaValue environment);
}
