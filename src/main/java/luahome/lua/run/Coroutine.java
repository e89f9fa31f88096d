package luahome.lua.run;

import luahome.home.value.EphemeronKey;
import luahome.home.value.KeptValues;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;

/** A Lua coroutine: a stack of frames that runs when resumed. Needs no thread. */
public final class Coroutine extends LuaValue implements EphemeronKey {
    /** What it is doing; the names are Lua's. */
    enum Status {
        SUSPENDED,
        RUNNING,
        NORMAL,
        DEAD
    }

    /** The function that it starts with; taken away at the first resume. */
    @Nullable
    LuaValue body;

    Status status = Status.SUSPENDED;
    /** The bottom of its stack. */
    final Frame base = new Frame(null);
    /** The innermost frame while it is not running: the one that yielded, resumed another coroutine, or failed. */
    Frame top = base;
    /** The frame that waits for it while it runs. */
    @Nullable
    Frame resumer;
    /** The coroutine that it was resumed from; null for the main program. */
    @Nullable
    Coroutine previous;
    /** Whether `coroutine.wrap` resumed it: bare values, and errors go on. */
    boolean wrapped;
    /** Number of coroutines that it runs inside of, itself included. */
    int nested;
    /** Number of run loops under way when it was resumed: it can yield in the innermost one only. */
    int drivers;
    /** Its hook; null if there is none. */
    @Nullable
    Hook hook;
    /** The error that it died of, until it is closed; null if there is none. */
    @Nullable
    LuaValue failure;

    private @Nullable KeptValues keptValues;

    /** A coroutine that has not begun. */
    Coroutine(LuaValue body) {
        this.body = body;
        base.kind = Frame.COROUTINE;
        base.extra = this;
    }

    /** Whether it stands for the main program. */
    boolean isMain() {
        return body == NIL;
    }

    @Override
    public int type() {
        return TTHREAD;
    }

    @Override
    public String typename() {
        return "thread";
    }

    @Override
    public boolean isthread() {
        return true;
    }

    @Override
    public LuaValue getmetatable() {
        return LuaThread.s_metatable;
    }

    @Override
    public String tojstring() {
        return "thread: 0x" + String.format("%08x", hashCode());
    }

    @Override
    public @Nullable KeptValues keptValues() {
        return keptValues;
    }

    @Override
    public void keptValues(KeptValues values) {
        keptValues = values;
    }
}
