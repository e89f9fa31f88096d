package luahome.lua.run;

import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Switches between coroutines by switching frames. */
final class Coroutines {
    /** Number of coroutines that may be inside each other. */
    private static final int MAX_NESTED = 10_000;

    private Coroutines() {}

    /** Lets a coroutine run; what it yields or returns goes to the caller. */
    static @Nullable Frame resume(Interpreter vm, Frame caller, Coroutine coroutine, Varargs args, boolean wrapped) {
        String refusal = null;
        Coroutine resuming = vm.current;
        int nested = resuming == null ? 1 : resuming.nested + 1;
        if (coroutine.status != Coroutine.Status.SUSPENDED) {
            refusal = "cannot resume " + (coroutine.status == Coroutine.Status.DEAD ? "dead" : "non-suspended")
                    + " coroutine";
        } else if (nested > MAX_NESTED) {
            refusal = "C stack overflow";
        }
        if (refusal != null) {
            if (wrapped) {
                throw new LuaError(refusal);
            }
            return vm.deliver(caller, LuaValue.varargsOf(LuaValue.FALSE, Latin1.ofBytes(refusal)));
        }
        if (resuming != null) {
            resuming.status = Coroutine.Status.NORMAL;
            resuming.top = caller;
        }
        coroutine.nested = nested;
        coroutine.previous = resuming;
        coroutine.resumer = caller;
        coroutine.wrapped = wrapped;
        coroutine.drivers = vm.drivers;
        coroutine.status = Coroutine.Status.RUNNING;
        vm.switchTo(coroutine);
        LuaValue body = coroutine.body;
        if (body != null) {
            coroutine.body = null;
            return vm.call(coroutine.base, body, args);
        }
        return vm.deliver(coroutine.top, args);
    }

    /** Suspends the running coroutine; the caller gets what the next resume passes. */
    static @Nullable Frame yield(Interpreter vm, Frame caller, Varargs values) {
        Coroutine running = vm.current;
        if (running == null) {
            throw new RaisedError(Latin1.ofBytes("attempt to yield from outside a coroutine"));
        }
        if (vm.drivers != running.drivers) {
            throw new RaisedError(Latin1.ofBytes("attempt to yield across a C-call boundary"));
        }
        running.status = Coroutine.Status.SUSPENDED;
        running.top = caller;
        Frame to = backToResumer(vm, running);
        return vm.deliver(to, running.wrapped ? values : ValueLists.prepend(LuaValue.TRUE, values));
    }

    /** Ends a coroutine that does not run; the error that it died of, or null if there was none. */
    static @Nullable LuaValue close(Coroutine coroutine) {
        LuaValue failure = coroutine.failure;
        coroutine.failure = null;
        for (Frame f = coroutine.top; f != null; f = f.prev) {
            f.close(0);
        }
        coroutine.body = null;
        coroutine.status = Coroutine.Status.DEAD;
        coroutine.top = coroutine.base;
        coroutine.base.next = null;
        return failure;
    }

    /** Makes the one that resumed the coroutine the running one again; answers the frame that waits. */
    static Frame backToResumer(Interpreter vm, Coroutine coroutine) {
        Frame waiting = coroutine.resumer;
        if (waiting == null) {
            throw new IllegalStateException("the coroutine does not run");
        }
        Coroutine previous = coroutine.previous;
        coroutine.resumer = null;
        coroutine.previous = null;
        vm.switchTo(previous);
        if (previous != null) {
            previous.status = Coroutine.Status.RUNNING;
        }
        return waiting;
    }
}
