package luahome.browse;

import java.util.ArrayDeque;
import java.util.Deque;
import luahome.home.value.HomeTable;
import luahome.show.Literals;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The changes that are made in a browser, each of which can be undone, the last one first. */
final class EditHistory {
    /** A longer string is not edited in a line. */
    private static final int LONGEST = 4_000;

    private final Workspace workspace;
    private final Deque<Edit> done = new ArrayDeque<>();

    EditHistory(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * The change of the entry at which a model is, before a text for it was typed.
     *
     * @throws Workspace.Refusal if it cannot be changed
     */
    LinePurpose.Change begin(BrowserModel model) throws Workspace.Refusal {
        HomeTable owner = model.owner();
        Row row = model.row();
        LuaValue key = row.key();
        if (!workspace.writable()) {
            throw new Workspace.Refusal("the workspace is open for reading only");
        }
        if (owner == null || key == null) {
            throw new Workspace.Refusal("this is no entry of a table; go to one of those below");
        }
        return new LinePurpose.Change(owner, key, row.value(), row.name(), model.path(), literal(row.value()));
    }

    /** A value as it can be typed; empty if it cannot. */
    private static String literal(LuaValue value) throws Workspace.Refusal {
        if (value instanceof LuaString text && text.m_length > LONGEST) {
            throw new Workspace.Refusal("a string of " + text.m_length + " bytes is too long for a line");
        }
        if (value instanceof HomeTable table && table.id() != 0) {
            return "#" + table.id();
        }
        return value.istable() || value.isfunction() ? "" : Literals.brief(value, Integer.MAX_VALUE);
    }

    /**
     * Makes a change.
     *
     * @throws Workspace.Refusal if it was not made
     */
    void make(LinePurpose.Change change, String expression) throws Workspace.Refusal {
        workspace.assign(change.table(), change.key(), expression);
        done.push(new Edit(change.table(), change.key(), change.value(), change.path()));
    }

    /**
     * Undoes the last change that was not undone yet, and answers it.
     *
     * @throws Workspace.Refusal if there is none, or it cannot be undone
     */
    Edit undo() throws Workspace.Refusal {
        Edit last = done.peek();
        if (last == null) {
            throw new Workspace.Refusal("nothing was changed here that could be undone");
        }
        workspace.restore(last.table(), last.key(), last.before());
        done.pop();
        return last;
    }

    /**
     * A change that was made.
     *
     * @param before the value before, which it holds on to
     */
    record Edit(HomeTable table, LuaValue key, LuaValue before, String path) {}
}
