package luahome.debugger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import luahome.home.value.Code;
import luahome.home.value.HomeFunction;
import luahome.lookup.NamePath;
import luahome.lookup.RawLookup;
import luahome.lua.run.Activation;
import luahome.lua.run.Debugger;
import luahome.lua.run.Interrupted;
import luahome.lua.run.StackPosition;
import luahome.lua.text.SyntaxException;
import luahome.session.Outcome;
import luahome.session.PromptEntry;
import luahome.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The debugger of a session. It watches programs while there are breakpoints or steps to be taken; functions that have
 * none of their lines wanted run as fast as ever. Lives on the Lua thread.
 */
public final class ProgramDebugger implements Debugger {
    private final Session session;
    private final RawLookup lookup;
    private final Consumer<Stop> prompt;
    private final List<Breakpoint> breakpoints = new ArrayList<>();
    /** The lines to stop at in code that has run, none in most. */
    private final Map<Code, List<BreakLine>> inCode = new WeakHashMap<>();

    private int lastNumber;
    private Stepping stepping = new Stepping.Free();
    /** A function that is to stop at its first line. */
    private @Nullable StackPosition awaited;

    private @Nullable Breakpoint awaitedFor;
    /** Why the condition that was asked for last has failed; empty if it has not. */
    private String failure = "";

    private @Nullable Stop stop;
    /** Whether it runs something of its own, which is not watched. */
    private boolean busy;

    /** @param prompt what talks to the user while a program has stopped; the program goes on when it returns */
    public ProgramDebugger(Session session, Consumer<Stop> prompt) {
        this.session = session;
        this.lookup = new RawLookup(session);
        this.prompt = prompt;
    }

    /** Those that are set, by their numbers. */
    public List<Breakpoint> breakpoints() {
        return List.copyOf(breakpoints);
    }

    /**
     * Sets a breakpoint.
     *
     * @param condition an expression that must be true there; null for none
     */
    public Breakpoint add(BreakPlace place, @Nullable String condition) {
        Breakpoint added = new Breakpoint(++lastNumber, place, condition);
        breakpoints.add(added);
        changed();
        return added;
    }

    /** Takes a breakpoint away. */
    public void remove(Breakpoint breakpoint) {
        breakpoints.remove(breakpoint);
        changed();
    }

    private void changed() {
        inCode.clear();
        watch();
    }

    private void watch() {
        boolean isWanted = !breakpoints.isEmpty() || !(stepping instanceof Stepping.Free);
        session.machine().debugger(isWanted ? this : null);
    }

    /** Where a program stands still; null while none does. */
    public @Nullable Stop stop() {
        return stop;
    }

    /** Has the next program, or the one that stands still, stop at its next line. */
    public void stepInto() {
        go(new Stepping.Into());
    }

    /** Has the program stop at the next line that is not in a function called there. */
    public void stepOver(StackPosition from) {
        go(new Stepping.Over(from));
    }

    /** Has the program stop when a function has returned. */
    public void stepOut(StackPosition from) {
        go(new Stepping.Out(from));
    }

    /** Has programs stop at breakpoints only. */
    public void goOn() {
        awaited = null;
        go(new Stepping.Free());
    }

    private void go(Stepping how) {
        stepping = how;
        watch();
        if (stop != null) {
            stop.release();
        }
    }

    @Override
    public void entered(Activation begun) {
        if (busy || awaited != null) {
            return;
        }
        for (Breakpoint breakpoint : breakpoints) {
            if (breakpoint.place() instanceof BreakPlace.Function function && isOf(function.path(), begun)) {
                awaited = begun.position();
                awaitedFor = breakpoint;
                return;
            }
        }
    }

    private boolean isOf(String path, Activation begun) {
        if (lookup.at(NamePath.of(path.split("[.:]"))) instanceof HomeFunction function
                && function.prototype() == begun.code()) {
            return true;
        }
        return path.equals(begun.name());
    }

    @Override
    public boolean wantsInstructions(Activation running) {
        return !busy
                && (!(stepping instanceof Stepping.Free) && wants(running)
                        || awaited != null && awaited.equals(running.position())
                        || !of(running.code()).isEmpty());
    }

    private boolean wants(Activation running) {
        return stepping instanceof Stepping.Into || stepping.endsAt(running.position());
    }

    @Override
    public void reached(Activation running, boolean beginsLine) {
        if (busy || running.line() <= 0) {
            return;
        }
        StackPosition position = running.position();
        if (!beginsLine) {
            if (stepping instanceof Stepping.Out && stepping.endsAt(position)) {
                stopAt(running, null);
            }
            return;
        }
        if (position.equals(awaited)) {
            Breakpoint reached = awaitedFor;
            awaited = null;
            if (reached != null && holds(reached, running)) {
                stopAt(running, reached);
                return;
            }
        }
        for (BreakLine wanted : of(running.code())) {
            if (wanted.line == running.line() && holds(wanted.breakpoint, running)) {
                stopAt(running, wanted.breakpoint);
                return;
            }
        }
        if (stepping.endsAt(position)) {
            stopAt(running, null);
        }
    }

    /** The breakpoints at lines of a piece of code. */
    private List<BreakLine> of(Code code) {
        return inCode.computeIfAbsent(code, wanted -> {
            List<BreakLine> lines = new ArrayList<>();
            for (Breakpoint breakpoint : breakpoints) {
                if (breakpoint.place() instanceof BreakPlace.Line place && place.isOf(wanted)) {
                    int line = SourceLines.reached(wanted, place.line());
                    if (line >= 0) {
                        lines.add(new BreakLine(breakpoint, line));
                    }
                }
            }
            return lines;
        });
    }

    /** Whether the condition of a breakpoint is true; one that fails is taken as true, so that it can be mended. */
    private boolean holds(Breakpoint breakpoint, Activation running) {
        String condition = breakpoint.condition();
        failure = "";
        if (condition == null) {
            return true;
        }
        Outcome outcome;
        Inside there = inside(running);
        try {
            outcome = session.transact(PromptEntry.of("return " + condition, session)::run);
        } catch (SyntaxException e) {
            failure = String.valueOf(e.getMessage());
            return true;
        } finally {
            there.close();
        }
        if (outcome instanceof Outcome.Done done) {
            return done.values().arg1().toboolean();
        }
        if (outcome instanceof Outcome.Stopped) {
            throw new Interrupted();
        }
        failure = outcome.sentence();
        return true;
    }

    private Inside inside(Activation of) {
        return new Inside(session, of, now -> busy = now);
    }

    private void stopAt(Activation running, @Nullable Breakpoint reached) {
        Stop here = new Stop(running, reached == null ? "" : reason(reached), this::inside);
        stop = here;
        stepping = new Stepping.Free();
        try {
            prompt.accept(here);
        } finally {
            stop = null;
            here.close();
        }
    }

    private String reason(Breakpoint reached) {
        reached.hit();
        String reason = "breakpoint " + reached.number();
        return failure.isEmpty() ? reason : reason + ", whose condition fails (" + failure + ")";
    }

    /**
     * Where a breakpoint is in a piece of code.
     *
     * @param line the one that is asked for, or the next that is executed
     */
    private record BreakLine(Breakpoint breakpoint, int line) {}
}
