package luahome.home.value;

import java.util.List;
import org.luaj.vm2.LuaString;

/**
 * All that is needed to compile a function again, and what is stored of its code.
 *
 * <p>Source text rather than bytecode is stored: it cannot crash the machine when it is damaged, it does not change its
 * meaning when the compiler changes, and it can be shown and edited.
 *
 * @param text the function from its keyword to its `end`, and in lines before that the comments that stood above it; or
 *     all of a chunk; not to be changed
 * @param parameters where in the text the parenthesis of the parameters is; -1 for a chunk
 * @param method whether there is a parameter `self` that is not written
 * @param chunkName what messages call the chunk
 * @param line the line of the function's keyword, as messages count; 0 for a chunk
 * @param upvalues the names of the variables outside that it uses, which are all different
 */
public record CodeText(
        byte[] text, int parameters, boolean method, LuaString chunkName, int line, List<LuaString> upvalues) {
    /** Whether it is a whole chunk, as against a function inside one. */
    public boolean isChunk() {
        return parameters < 0;
    }
}
