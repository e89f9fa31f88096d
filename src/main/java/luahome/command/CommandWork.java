package luahome.command;

import luahome.lua.run.Interrupted;
import luahome.session.Session;
import luahome.session.Work;
import luahome.store.Progress;

/** Long work of a command: whoever waits sees how far it is, and can stop it. Used on the Lua thread. */
public final class CommandWork implements Progress, AutoCloseable {
    private final Session session;
    private final Work work;

    private CommandWork(Session session, Work work) {
        this.session = session;
        this.work = work;
    }

    /**
     * Work that begins now.
     *
     * @param name a word such as {@code checking}
     * @param unit what its parts are called, in the plural; empty to show what share of them is done
     */
    public static CommandWork begin(Context context, String name, String unit) {
        return new CommandWork(context.session(), context.console().work(new Work.Task(name, unit, true)));
    }

    /** Whether the user has asked to stop. */
    boolean stopping() {
        return session.machine().interrupted() || session.ending();
    }

    /** Takes how far it is; throws {@link Interrupted} if it is to stop, for {@link Command#run} to deal with. */
    @Override
    public void at(long done, long total) {
        if (stopping()) {
            throw new Interrupted();
        }
        work.at(done, total);
    }

    @Override
    public void close() {
        work.close();
    }
}
