package luahome.lua.run;

import java.io.UncheckedIOException;
import java.lang.reflect.InaccessibleObjectException;
import luahome.diagnostic.HeapReserve;
import luahome.lua.builtin.ArgumentError;
import luahome.lua.value.Latin1;
import luahome.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * What happens when an error leaves a frame: finding the protected call that stops it, and the handler that sees it.
 */
final class Unwinding {
    private static final String JAVA_MARK = "vm error: ";
    private static final String HANDLER_FAILED = "error in error handling";
    /** How often a handler that fails is given its own error. */
    private static final int HANDLER_TRIES = 10;

    /** Bytes that are given back when memory runs out, so that the frames can be unwound. */
    private static final int RESERVE = 1 << 18;

    private final Interpreter vm;
    private final HeapReserve reserve = new HeapReserve(RESERVE);

    /** For that machine. */
    Unwinding(Interpreter vm) {
        this.vm = vm;
    }

    /**
     * Ends the frames that an error leaves.
     *
     * @param entry the bottom of the run loop that caught it
     * @return the frame to go on with; null to leave the run loop
     * @throws RuntimeException if nothing in this run loop stops it
     */
    @Nullable
    Frame unwind(Frame entry, Throwable thrown) {
        boolean full = thrown instanceof OutOfMemoryError;
        // A program that goes on at a full heap could fill what the session needs to tell of it.
        boolean last = full && !reserve.isHeld();
        if (full) {
            reserve.release();
        }
        if (last || passes(thrown)) {
            closeDown(entry);
            throw rethrown(thrown);
        }
        RaisedError error = raised(thrown);
        if (full) {
            error.settle(null);
        } else if (!error.settled() && !(thrown instanceof StackOverflowError && vm.drivers > 1)) {
            settle(error);
        }
        Frame failed = vm.top;
        Frame f = failed;
        while (f != entry) {
            switch (f.kind) {
                case Frame.PCALL:
                case Frame.XPCALL:
                    f.next = null;
                    vm.top = f;
                    refillReserve();
                    return vm.deliver(f.below(), LuaValue.varargsOf(LuaValue.FALSE, error.value()));
                case Frame.COROUTINE:
                    Coroutine dead = (Coroutine) f.extra;
                    dead.status = Coroutine.Status.DEAD;
                    dead.top = failed;
                    dead.failure = error.value();
                    f = Coroutines.backToResumer(vm, dead);
                    failed = f;
                    if (!dead.wrapped) {
                        return vm.deliver(f, LuaValue.varargsOf(LuaValue.FALSE, error.value()));
                    }
                    if (error.value().isstring()) {
                        error.replace(
                                Latin1.ofBytes(RuntimeMessages.where(f) + Latin1.toBytes(Latin1.of(error.value()))));
                    }
                    break;
                default:
                    f.close(0);
                    f = f.below();
                    break;
            }
        }
        throw error;
    }

    /** Sets memory aside again after it had run out, once the frames that filled it are gone. */
    void refillReserve() {
        reserve.fill();
    }

    /** Kills the coroutines that ran inside something that is over. */
    void abandon(@Nullable Coroutine within) {
        Coroutine running = vm.current;
        while (running != null && running != within) {
            running.status = Coroutine.Status.DEAD;
            Coroutines.backToResumer(vm, running);
            running = vm.current;
        }
    }

    private void closeDown(Frame entry) {
        Frame f = vm.top;
        while (f != null && f != entry) {
            f.close(0);
            f = f.kind == Frame.COROUTINE ? ((Coroutine) f.extra).resumer : f.prev;
        }
    }

    /** Whether no Lua code may catch it. */
    private static boolean passes(Throwable thrown) {
        if (thrown instanceof Error) {
            return !(thrown instanceof StackOverflowError || thrown instanceof OutOfMemoryError);
        }
        return thrown instanceof StoreException
                || thrown instanceof UncheckedIOException
                || !(thrown instanceof RuntimeException);
    }

    private static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof Error) {
            throw (Error) thrown;
        }
        if (thrown instanceof RuntimeException) {
            return (RuntimeException) thrown;
        }
        return new IllegalStateException(thrown);
    }

    /** The error as Lua sees it, with the position of the Lua code that called what threw it. */
    private RaisedError raised(Throwable thrown) {
        if (thrown instanceof RaisedError) {
            return (RaisedError) thrown;
        }
        if (thrown instanceof OutOfMemoryError) {
            return new RaisedError(Latin1.ofBytes(RuntimeMessages.NOT_ENOUGH_MEMORY), thrown);
        }
        if (thrown instanceof LuaError) {
            LuaValue object = ((LuaError) thrown).getMessageObject();
            if (object != null && !(object instanceof LuaString)) {
                return new RaisedError(object);
            }
        }
        Frame at = vm.top.kind == Frame.STEPS ? vm.top.below() : vm.top;
        String position = RuntimeMessages.where(at);
        if (thrown instanceof StackOverflowError) {
            return new RaisedError(Latin1.ofBytes(position + "stack overflow"), thrown);
        }
        if (thrown instanceof ArgumentError) {
            return new RaisedError(Latin1.ofBytes(position + RuntimeMessages.badArgument(at, (ArgumentError) thrown)));
        }
        if (thrown instanceof PositionedError) {
            return new RaisedError(Latin1.ofBytes(position + Latin1.toBytes(((PositionedError) thrown).text())));
        }
        if (thrown instanceof LuaError) {
            String said = withoutMark(thrown.getMessage());
            LuaString text = Latin1.ofUnicode(said == null ? "error" : said);
            return new RaisedError(Latin1.ofBytes(position + Latin1.toBytes(text)));
        }
        if (thrown instanceof InaccessibleObjectException) {
            LuaString text = Latin1.ofUnicode(String.valueOf(thrown.getMessage()));
            return new RaisedError(Latin1.ofBytes(position + Latin1.toBytes(text)), thrown);
        }
        return new RaisedError(Latin1.ofBytes(position + "internal error in a built-in function"), thrown);
    }

    /** The message without what LuaJ puts before that of an exception which a Java method has thrown. */
    private static @Nullable String withoutMark(@Nullable String message) {
        return message != null && message.startsWith(JAVA_MARK) ? message.substring(JAVA_MARK.length()) : message;
    }

    /** Finds what applies where the error was raised: the handler of an `xpcall`, or the end of the stack. */
    private void settle(RaisedError error) {
        Frame f = vm.top;
        while (true) {
            switch (f.kind) {
                case Frame.PCALL:
                    error.settle(null);
                    return;
                case Frame.XPCALL:
                    if (f.extra == LuaValue.NIL) {
                        error.settle(null);
                    } else {
                        handle(f, error);
                    }
                    return;
                case Frame.COROUTINE:
                    Coroutine coroutine = (Coroutine) f.extra;
                    Frame resumer = coroutine.resumer;
                    if (!coroutine.wrapped || resumer == null) {
                        error.settle(null);
                        return;
                    }
                    f = resumer;
                    break;
                default:
                    Frame below = f.prev;
                    if (below == null) {
                        error.settleUncaught(vm.top);
                        return;
                    }
                    f = below;
                    break;
            }
        }
    }

    /** Runs the handler on top of the frames of the error; while it runs it is not asked about errors of its own. */
    private void handle(Frame xpcall, RaisedError error) {
        LuaValue value = error.value();
        LuaValue handler = (LuaValue) xpcall.extra;
        if (!(handler instanceof LuaFunction)) {
            error.settleWith(Latin1.ofBytes(HANDLER_FAILED));
            return;
        }
        xpcall.extra = LuaValue.NIL;
        try {
            for (int i = 0; i < HANDLER_TRIES; i++) {
                try {
                    error.settleWith(vm.callHandler(handler, value).arg1());
                    return;
                } catch (LuaError failed) {
                    value = raised(failed).value();
                }
            }
            error.settleWith(Latin1.ofBytes(HANDLER_FAILED));
        } finally {
            xpcall.extra = handler;
        }
    }
}
