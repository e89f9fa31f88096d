package luahome.home.space;

import java.lang.ref.ReferenceQueue;
import luahome.home.value.HomeFunction;

/** What makes a function persistent. A ghost's code and cells are only in the store until it is first used. */
public final class FunctionState extends ObjectState<HomeFunction> {
    private boolean dirty;

    FunctionState(ObjectSpace space, long id, HomeFunction function, ReferenceQueue<Object> queue, boolean fresh) {
        super(space, id, function, queue, fresh);
    }

    /** The function is about to get other code or cells than the store knows. */
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
