package luahome.debugger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import luahome.home.value.Cell;
import luahome.lua.run.Activation;
import luahome.lua.run.FrameVariables;
import luahome.session.PromptEntry;
import luahome.session.Session;
import luahome.session.SessionLocals;
import luahome.session.Standstill;

/**
 * Has entries run as if they stood in a function that stands still: its variables are the session's locals meanwhile, so
 * that completion and whatever else knows those knows them. Closed when the function goes on, or another one is looked
 * at. Lives on the Lua thread.
 */
public final class Inside implements AutoCloseable {
    private static final String ENVIRONMENT = "_ENV";

    private final Session session;
    private final FrameVariables variables;

    /** @param busy told that something runs which is not part of the program, and that it has ended */
    Inside(Session session, Activation of, Consumer<Boolean> busy) {
        this.session = session;
        variables = of.variables();
        session.standstill(new Standstill(new SessionLocals(inSight()), () -> busy.accept(true), () -> {
            busy.accept(false);
            variables.store();
        }));
    }

    private Map<String, Cell> inSight() {
        Map<String, Cell> all = new LinkedHashMap<>(variables.upvalues());
        all.putAll(variables.locals());
        all.keySet().removeIf(PromptEntry::isOwn);
        Cell environment = all.get(ENVIRONMENT);
        if (environment != null && environment.get() == session.machine().globals()) {
            all.remove(ENVIRONMENT);
        }
        return all;
    }

    /** The function's variables. */
    public FrameVariables variables() {
        return variables;
    }

    @Override
    public void close() {
        session.standstill(null);
    }
}
