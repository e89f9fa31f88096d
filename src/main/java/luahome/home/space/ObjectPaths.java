package luahome.home.space;

import java.util.ArrayDeque;
import java.util.Deque;
import luahome.home.codec.ObjectKind;
import luahome.home.value.HomeTable;
import luahome.home.value.LuaPaths;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Says where a persistent object hangs, for messages: `_home.jobs[3]`, or `#42` where that is not known. */
public final class ObjectPaths {
    /** The name of the root table. */
    public static final String ROOT_NAME = "_home";

    private static final int LONGEST_CHAIN = 100;
    private static final int LONGEST_PATH = 200;

    private ObjectPaths() {}

    /** The path by which an object was first met, checked to be still right step by step as far as memory tells. */
    public static String of(ObjectState<?> state) {
        Deque<ObjectState<?>> chain = new ArrayDeque<>();
        ObjectState<?> at = state;
        int length = 0;
        while (at.id() != ObjectKind.ROOT_ID
                && chain.size() < LONGEST_CHAIN
                && length <= LONGEST_PATH
                && stillHangs(at)) {
            chain.push(at);
            length += step(at) instanceof LuaString name ? name.m_length : 0;
            at = parent(at);
        }
        String path = at.id() == ObjectKind.ROOT_ID ? ROOT_NAME : "#" + at.number();
        for (ObjectState<?> next : chain) {
            path = path(path, at, step(next));
            at = next;
        }
        return path;
    }

    /** The path of what hangs on an object by a step. */
    static String of(ObjectState<?> state, LuaValue step) {
        return path(of(state), state, step);
    }

    private static String path(String base, ObjectState<?> of, LuaValue step) {
        return path(base, ObjectKind.of(of.id()), step);
    }

    /**
     * The path of what hangs by a step on an object of a kind whose path is known; see {@link ObjectState#parentStep}.
     */
    public static String path(String base, ObjectKind kind, LuaValue step) {
        return switch (kind) {
            case FUNCTION -> LuaPaths.upvalue(base, step.tojstring());
            case CELL, CODE -> base;
            case TABLE ->
                step == ObjectState.METATABLE
                        ? LuaPaths.metatable(base)
                        : step == ObjectState.KEY ? base + ", a key" : base + LuaPaths.step(step);
        };
    }

    private static boolean stillHangs(ObjectState<?> state) {
        ObjectState<?> parent = state.parent();
        @Nullable LuaValue step = state.parentStep();
        if (parent == null || step == null) {
            return false;
        }
        if (!(parent instanceof TableState tableState) || step == ObjectState.METATABLE || step == ObjectState.KEY) {
            return true;
        }
        HomeTable table = tableState.get();
        return table == null || !tableState.isResident() || table.peek(step) == state.get();
    }

    private static ObjectState<?> parent(ObjectState<?> state) {
        ObjectState<?> parent = state.parent();
        if (parent == null) {
            throw new IllegalStateException("hangs on nothing");
        }
        return parent;
    }

    private static LuaValue step(ObjectState<?> state) {
        LuaValue step = state.parentStep();
        return step == null ? LuaValue.NIL : step;
    }
}
