package luahome.home.space;

import java.lang.ref.ReferenceQueue;
import luahome.home.value.FunctionPersistence;
import luahome.home.value.HomeFunction;
import org.jspecify.annotations.Nullable;

/** What makes a function persistent. A ghost's code and cells are only in the store until it is first used. */
public final class FunctionState extends ObjectState<HomeFunction> implements FunctionPersistence {
    private boolean dirty;

    FunctionState(ObjectSpace space, long id, HomeFunction function, ReferenceQueue<Object> queue, boolean fresh) {
        super(space, id, function, queue, fresh);
    }

    /** The state of a function; null while it is transient. */
    static @Nullable FunctionState of(HomeFunction function) {
        return (FunctionState) function.persistence();
    }

    @Override
    public void load(HomeFunction function) {
        space().load(function, this);
    }

    @Override
    public void changed(HomeFunction function) {
        space().requireWritable();
        if (!isFresh() && !dirty) {
            dirty = true;
            space().transaction().dirtied(function);
        }
    }

    @Override
    void committed() {
        super.committed();
        dirty = false;
    }

    /** What memory held of the function is forgotten. */
    void forgotten() {
        dirty = false;
    }
}
