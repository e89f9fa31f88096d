package luahome.browse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import luahome.home.value.HomeTable;
import org.jspecify.annotations.Nullable;

/**
 * Someone who browses a workspace: keys go in, frames come out. What may take long is not done while a key is pressed
 * but in {@link #work}, so that a frame can tell of it before.
 */
public final class Browser {
    private static final String USUAL_STATUS = "? help  q leave";

    private final Workspace workspace;
    private final EditHistory edits;
    private final Deque<BrowserModel> back = new ArrayDeque<>();
    private BrowserModel model;
    private long top;
    private int height = 1;
    private boolean left;
    private boolean helps;
    private @Nullable Prompt prompt;
    private @Nullable Runnable work;
    private String message = USUAL_STATUS;
    private boolean failed;
    private String sought = "";
    private @Nullable String copy;

    /**
     * Begins at a table.
     *
     * @param path as it is to be shown and copied, as Lua
     */
    public Browser(Workspace workspace, HomeTable table, String path) {
        this.workspace = workspace;
        this.edits = new EditHistory(workspace);
        this.model = BrowserModel.of(table, path, EntryOrder.KEY);
    }

    /** Whether the user has left. */
    public boolean isLeft() {
        return left;
    }

    /** Whether {@link #work} is to be called before another key. */
    public boolean isBusy() {
        return work != null;
    }

    /** Does what takes long. */
    public void work() {
        Runnable task = work;
        work = null;
        if (task != null) {
            message = USUAL_STATUS;
            workspace.begin();
            task.run();
        }
    }

    /** The path that was copied last, as Lua; null if none was since this was last asked. */
    public @Nullable String takeCopy() {
        String text = copy;
        copy = null;
        return text;
    }

    /**
     * What a screen of so many lines shows: the path, the rows, perhaps a note, and the last line. The rows move only
     * as far as they must so that the one at which one is can be seen.
     */
    public ScreenContent frame(int lines) {
        Prompt typed = prompt;
        String note = typed == null ? null : typed.note;
        height = Math.max(1, lines - (note == null ? 2 : 3));
        boolean far = model.at() < top - 1 || model.at() > top + height;
        // After a step the rows move by one; after a leap it stands amid others.
        top = far ? model.at() - height / 2 : Math.max(Math.min(top, model.at()), model.at() - height + 1);
        top = Math.max(0, Math.min(top, model.rows() - height));
        List<Row> rows = helps ? List.of() : model.window(top, height);
        return new ScreenContent(
                model.path(),
                (model.at() + 1) + "/" + model.rows(),
                model.isUnsorted() ? "as stored" : model.order().title(),
                rows,
                helps ? -1 : (int) (model.at() - top),
                helps ? KeyHelp.LINES : List.of(),
                sought,
                note,
                typed == null ? null : new ScreenContent.Prompt(typed.purpose.label(), typed.line),
                message,
                failed);
    }

    /**
     * A key is pressed.
     *
     * @param typed the characters, if it is {@link Key#TYPED}
     */
    public void press(Key key, String typed) {
        if (key == Key.NONE) {
            return;
        }
        say(USUAL_STATUS);
        Prompt open = prompt;
        if (helps) {
            helps = false;
        } else if (open != null) {
            type(open, key, typed);
        } else if (key == Key.TYPED) {
            command(typed);
        } else {
            move(key);
        }
    }

    private void say(String text) {
        message = text;
        failed = false;
    }

    private void refuse(String sentence) {
        message = sentence;
        failed = true;
    }

    private void move(Key key) {
        switch (key) {
            case UP -> model = model.at(model.at() - 1);
            case DOWN -> model = model.at(model.at() + 1);
            case PAGE_UP -> turn(-height);
            case PAGE_DOWN -> turn(height);
            case HOME -> model = model.at(0);
            case END -> model = model.at(model.rows() - 1);
            case RIGHT -> inward();
            case LEFT -> {
                BrowserModel closed = model.closed();
                model = closed == model ? model.outward() : closed;
            }
            case ENTER -> enter();
            case BACKSPACE -> goBack();
            case ESCAPE, INTERRUPT -> left = true;
            default -> {}
        }
    }

    private void turn(int rows) {
        top = Math.max(0, top + rows);
        model = model.at(model.at() + rows);
    }

    private void command(String typed) {
        switch (typed) {
            case "k" -> move(Key.UP);
            case "j" -> move(Key.DOWN);
            case "h" -> move(Key.LEFT);
            case "l" -> move(Key.RIGHT);
            case " " -> move(Key.PAGE_DOWN);
            case "b" -> goBack();
            case "q" -> left = true;
            case "?" -> helps = true;
            case "g" -> alone();
            case "s" -> sort();
            case "y" -> {
                copy = model.path();
                say("copied " + copy);
            }
            case "/" -> prompt = new Prompt(new LinePurpose.Search(), LineEditor.of(""), null);
            case "#" -> prompt = new Prompt(new LinePurpose.Jump(), LineEditor.of(""), null);
            case "n", "N" -> search(typed.equals("N"));
            case "e" -> edit();
            case "u" -> undo();
            default -> refuse("no such key; ? lists them");
        }
    }

    private void inward() {
        switch (model.row().kind()) {
            case CLOSED -> model = model.opened();
            case OPEN -> model = model.inward();
            case ELSEWHERE -> go((HomeTable) model.row().value(), model.path());
            case PLAIN -> {}
        }
    }

    private void enter() {
        switch (model.row().kind()) {
            case OPEN -> model = model.closed();
            case PLAIN -> edit();
            default -> inward();
        }
    }

    /** Goes where a table is open, or to the table alone. */
    private void go(HomeTable table, String path) {
        BrowserModel there = model.whereOpen(table);
        back.push(model);
        model = there != null ? there : BrowserModel.of(table, path, model.order());
        say("b goes back");
    }

    private void alone() {
        BrowserModel alone = model.alone();
        if (alone == model) {
            refuse("it is no stored table");
            return;
        }
        back.push(model);
        model = alone;
        say("b goes back");
    }

    private void goBack() {
        BrowserModel before = back.poll();
        if (before == null) {
            refuse("there is nothing to go back to");
        } else {
            model = before.reread();
        }
    }

    private void sort() {
        model = model.sorted(model.order().next());
        if (model.isUnsorted()) {
            refuse("a table of more than " + TableRows.MOST_SORTED + " entries is not sorted");
        } else {
            say("sorted " + model.order().title());
        }
    }

    private void search(boolean backward) {
        if (sought.isEmpty()) {
            refuse("nothing was searched for; / begins a search");
            return;
        }
        say("looking for " + sought + " … Ctrl-C stops");
        work = () -> {
            RowSearch finder = new RowSearch(model, sought, workspace::stopped);
            List<Long> found = backward ? finder.previous() : finder.next();
            if (workspace.stopped()) {
                refuse("the search was stopped");
            } else if (found == null) {
                refuse("found nothing");
            } else {
                model = model.revealed(found);
                say("n finds the next, N the one before");
            }
        };
    }

    private void edit() {
        try {
            LinePurpose.Change change = edits.begin(model);
            prompt = new Prompt(change, LineEditor.of(change.before()), null);
        } catch (Workspace.Refusal e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private void undo() {
        work = () -> {
            try {
                EditHistory.Edit undone = edits.undo();
                model = model.reread();
                BrowserModel there = model.whereOpen(undone.table(), undone.key());
                model = there == null ? model : there;
                say("undone: " + undone.path());
            } catch (Workspace.Refusal e) {
                refuse(String.valueOf(e.getMessage()));
            }
        };
    }

    private void type(Prompt open, Key key, String typed) {
        switch (key) {
            case ESCAPE, INTERRUPT -> prompt = null;
            case ENTER -> entered(open);
            default -> prompt = new Prompt(open.purpose, open.line.press(key, typed), null);
        }
    }

    private void entered(Prompt open) {
        String text = open.line.text();
        if (open.purpose instanceof LinePurpose.Search) {
            prompt = null;
            sought = text.isEmpty() ? sought : text;
            search(false);
        } else if (open.purpose instanceof LinePurpose.Jump) {
            jump(open, text.strip());
        } else if (open.purpose instanceof LinePurpose.Change change) {
            if (text.equals(change.before())) {
                prompt = null;
                return;
            }
            prompt = new Prompt(open.purpose, open.line, "setting it … Ctrl-C stops");
            work = () -> change(open, change, text);
        }
    }

    private void jump(Prompt open, String text) {
        String digits = text.startsWith("#") ? text.substring(1) : text;
        HomeTable table = digits.matches("[0-9]{1,18}") ? workspace.table(Long.parseLong(digits)) : null;
        if (table == null) {
            prompt = open.failed(digits.isEmpty() ? "write the number of a table" : "there is no table #" + digits);
            failed = true;
        } else {
            prompt = null;
            go(table, "#" + table.id());
        }
    }

    private void change(Prompt open, LinePurpose.Change change, String text) {
        try {
            edits.make(change, text);
            prompt = null;
            model = model.reread();
            say("u undoes it: " + change.path());
        } catch (Workspace.Refusal e) {
            prompt = open.failed(String.valueOf(e.getMessage()));
            failed = true;
            model = model.reread();
        }
    }

    /**
     * What is being typed.
     *
     * @param note what there is to say of it, such as why it was refused; null for nothing
     */
    private record Prompt(
            LinePurpose purpose, LineEditor line, @Nullable String note) {
        Prompt failed(String sentence) {
            return new Prompt(purpose, line, sentence.replace('\n', ' '));
        }
    }
}
