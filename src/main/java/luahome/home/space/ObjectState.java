package luahome.home.space;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import luahome.home.value.Persistence;
import luahome.store.ObjectIds;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/**
 * What makes an object persistent: its number, and whether the store has it yet. It refers to its object weakly, so
 * that it can stand in the map of numbers without keeping an object alive that nobody uses.
 *
 * <p>A state is <em>fresh</em> from its object's adoption until the commit that writes it for the first time; a fresh
 * object is written whole, so its changes are not noted.
 */
public abstract class ObjectState<T> extends WeakReference<T> implements Persistence {
    /** The step from a table to its metatable. */
    static final LuaValue METATABLE = new LuaUserdata("metatable");

    /** The step from a table to an object that is a key of it. */
    public static final LuaValue KEY = new LuaUserdata("key");

    private final ObjectSpace space;
    private final long id;
    private boolean fresh;

    /** Where the object hangs, as far as known; a hint for messages that may be out of date. */
    private @Nullable ObjectState<?> parent;

    private @Nullable LuaValue parentStep;

    ObjectState(ObjectSpace space, long id, T object, ReferenceQueue<Object> queue, boolean fresh) {
        super(object, queue);
        this.space = space;
        this.id = id;
        this.fresh = fresh;
    }

    /** The stored objects that this one is of. */
    public ObjectSpace space() {
        return space;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public long number() {
        return ObjectIds.number(id);
    }

    @Override
    public boolean isFresh() {
        return fresh;
    }

    /** What memory holds of the object is what the store has. */
    void committed() {
        fresh = false;
    }

    /** Notes where the object hangs, unless that is known. */
    void hangsOn(ObjectState<?> object, LuaValue step) {
        if (parent == null && object != this) {
            parent = object;
            parentStep = step;
        }
    }

    /**
     * Forgets where the object hangs. Done when it was collected: it may be another one's parent still, and the states
     * of all tables that a queue ever held would hang on each other.
     */
    void hangsOnNothing() {
        parent = null;
        parentStep = null;
    }

    @Nullable
    ObjectState<?> parent() {
        return parent;
    }

    /**
     * How to come from the parent here: a key of a table, {@link #METATABLE}, {@link #KEY}, or the name of a function's
     * variable. What a variable holds hangs on its cell, by whatever step.
     */
    @Nullable
    LuaValue parentStep() {
        return parentStep;
    }
}
