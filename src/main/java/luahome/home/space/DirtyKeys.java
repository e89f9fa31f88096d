package luahome.home.space;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;

/**
 * The keys of a table whose entries changed since the last commit. A run of neighbouring integers, as a growing or
 * shifted list gives it, costs two numbers; all other keys go into a set.
 */
final class DirtyKeys {
    /** Some of those that were added last: a program mostly writes the same few fields. A power of two. */
    private static final int RECENT = 4;

    private final @Nullable LuaValue[] recent = new LuaValue[RECENT];
    private int low = 1;
    private int high;
    private final Set<LuaValue> others = new HashSet<>();

    private static int place(LuaValue key) {
        return key.hashCode() & RECENT - 1;
    }

    /** Whether a key is here for certain. */
    boolean isKnown(LuaValue key) {
        return key instanceof LuaInteger integer ? integer.v >= low && integer.v <= high : recent[place(key)] == key;
    }

    void add(LuaValue key) {
        if (!(key instanceof LuaInteger integer)) {
            recent[place(key)] = key;
            others.add(key);
            return;
        }
        int k = integer.v;
        if (low > high) {
            low = k;
            high = k;
        } else if (k == (long) high + 1) {
            high = k;
        } else if (k == (long) low - 1) {
            low = k;
        } else if (k < low || k > high) {
            others.add(key);
        }
    }

    /** Hands each key once to the consumer, in no particular order. */
    void forEach(Consumer<LuaValue> consumer) {
        for (long k = low; k <= high; k++) {
            consumer.accept(LuaInteger.valueOf((int) k));
        }
        others.forEach(key -> {
            if (!inRun(key)) {
                consumer.accept(key);
            }
        });
    }

    /** How many keys changed. */
    long count() {
        return Math.max(0, (long) high - low + 1)
                + others.stream().filter(key -> !inRun(key)).count();
    }

    private boolean inRun(LuaValue key) {
        return key instanceof LuaInteger integer && integer.v >= low && integer.v <= high;
    }
}
