package luahome.debugger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import luahome.lua.run.Activation;
import luahome.lua.run.FrameVariables;
import org.jspecify.annotations.Nullable;

/** A program that stands still, and which of its functions is looked at. Lives on the Lua thread. */
public final class Stop implements AutoCloseable {
    private final List<Activation> stack = new ArrayList<>();
    private final String reason;
    private final Function<Activation, Inside> openers;
    private int level;
    private boolean isStanding = true;
    private Inside inside;

    /**
     * A stop.
     *
     * @param top what was about to run
     * @param reason why it stopped, for people; empty after a step
     */
    Stop(Activation top, String reason, Function<Activation, Inside> openers) {
        this.reason = reason;
        this.openers = openers;
        stack.add(top);
        inside = openers.apply(top);
    }

    /** Why it stopped, for people; empty after a step. */
    public String reason() {
        return reason;
    }

    /** Which function is looked at: 0 for the one that was about to run, 1 for its caller. */
    public int level() {
        return level;
    }

    /** The function that is looked at. */
    public Activation selected() {
        return stack.get(level);
    }

    /** The function that was about to run. */
    public Activation top() {
        return stack.get(0);
    }

    /** The function of a level; null if there are fewer. */
    public @Nullable Activation at(int wanted) {
        while (stack.size() <= wanted) {
            Activation caller = stack.get(stack.size() - 1).caller();
            if (caller == null) {
                return null;
            }
            stack.add(caller);
        }
        return stack.get(wanted);
    }

    /** Looks at the function of a level; answers false if there is none. */
    public boolean select(int wanted) {
        Activation other = wanted < 0 ? null : at(wanted);
        if (other == null) {
            return false;
        }
        inside.close();
        level = wanted;
        inside = openers.apply(other);
        return true;
    }

    /** The variables of the function that is looked at. */
    public FrameVariables variables() {
        return inside.variables();
    }

    /** Whether the program is to stay where it is. */
    public boolean isStanding() {
        return isStanding;
    }

    /** Has the program go on when nothing more is done here. */
    void release() {
        isStanding = false;
    }

    /** The program goes on. */
    @Override
    public void close() {
        inside.close();
    }
}
