package luahome.home.value;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * Watches over a table that is transient again, as its adoption was taken back, but whose entries did not fit in memory
 * when they left the store. Any use of it is an error: an empty table would be a lie.
 */
final class UnavailableEntries implements Tracker {
    private final String sentence;

    UnavailableEntries(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public boolean touch() {
        throw new LuaError(sentence);
    }

    @Override
    public void write(LuaValue key, LuaValue before, LuaValue value) {}

    @Override
    public void written(boolean reshaped) {}

    @Override
    public void iterated(LuaValue key, boolean ended) {}
}
