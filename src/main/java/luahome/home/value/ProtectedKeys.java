package luahome.home.value;

import java.util.HashMap;
import java.util.Map;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** Watches over a table some of whose keys keep the values they have, like `_home` among the globals. */
final class ProtectedKeys implements Tracker {
    private final Map<LuaValue, String> sentences = new HashMap<>();

    void add(LuaValue key, String sentence) {
        sentences.put(key, sentence);
    }

    @Override
    public boolean touch() {
        return false;
    }

    @Override
    public void write(LuaValue key, LuaValue before, LuaValue value) {
        String sentence = sentences.get(key);
        if (sentence != null) {
            throw new LuaError(sentence);
        }
    }

    @Override
    public void written(boolean reshaped) {}

    @Override
    public void iterated(LuaValue key, boolean ended) {}
}
