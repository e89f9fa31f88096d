package luahome.edit;

import java.nio.charset.StandardCharsets;
import luahome.command.Context;
import luahome.console.Console;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.lookup.CommandException;
import luahome.lua.text.SyntaxException;
import luahome.session.Outcome;
import luahome.session.Session;
import luahome.show.EditableTable;
import luahome.show.Literals;
import luahome.show.Quantity;
import luahome.text.Utf8;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Lets the user change a table, or a value in one, as Lua text in an editor. What is saved is done in one transaction.
 */
public final class ValueEditor {
    /** Bytes of a string beyond which it is none for an editor. */
    private static final int LONGEST_STRING = 1 << 22;

    private final Session session;
    private final Console console;

    /** An editor for a command. */
    public ValueEditor(Context context) {
        session = context.session();
        console = context.console();
    }

    /**
     * Opens a table, which stays the same one, as do those in it.
     *
     * @param name what messages call it
     */
    public void edit(HomeTable table, String name) throws CommandException {
        long size = table.entryCount();
        if (size > EditableTable.MOST_ENTRIES) {
            throw new CommandException(name + " has " + Quantity.of(size, "entry", "entries")
                    + ", too many for an editor, which" + " gets up to " + EditableTable.MOST_ENTRIES
                    + "; open one of them by its path, or see :browse");
        }
        requireWritable(table);
        EditableTable editable = new EditableTable(table);
        String text = heading(table, name, editable) + editable.text();
        edit(text, name, (edit, value) -> edit.plan(table, value), editable);
    }

    private static String heading(HomeTable table, String name, EditableTable editable) {
        StringBuilder heading = new StringBuilder();
        String which = table.id() == 0 ? "" : ", table #" + table.id();
        heading.append("-- ")
                .append(Utf8.harmless(name))
                .append(which)
                .append(": what you save is put into it; a file left as it is changes nothing.\n");
        if (table.id() != 0) {
            heading.append(
                    "-- #42 { ... } stays the table of that number, wherever it stands; { ... } alone is the table\n"
                            + "-- that stood there, or else a new one. Metatables stay as they are.\n");
        }
        if (editable.numbered()) {
            heading.append(
                    "-- #42 alone is a function, or a table that is shown elsewhere or too large; :edit #42 opens it.\n");
        }
        if (!editable.kept().isEmpty()) {
            heading.append("-- kept(1) is a value that cannot be written as Lua; it stays what it is.\n");
        }
        return heading.toString();
    }

    /**
     * Opens a boolean, number or string.
     *
     * @param owner the table in which it stands
     * @param name what messages call it
     */
    public void edit(LuaValue value, HomeTable owner, LuaValue key, String name) throws CommandException {
        if (value instanceof LuaString string && string.m_length > LONGEST_STRING) {
            throw new CommandException(name + " is a string of " + string.m_length + " bytes, too long for an editor");
        }
        requireWritable(owner);
        String text = "-- " + Utf8.harmless(name) + ": what you save is assigned to it.\n" + literal(value);
        edit(text, name, (edit, wanted) -> edit.plan(owner, key, wanted), new EditableTable(new HomeTable()));
    }

    private void requireWritable(HomeTable table) throws CommandException {
        if (table.id() != 0 && !session.home().writable()) {
            throw new CommandException("the workspace is open for reading only");
        }
    }

    /** A value as it is edited: a text of several lines as such. */
    private static String literal(LuaValue value) {
        if (!(value instanceof LuaString string)) {
            return Literals.brief(value, 0);
        }
        String text = Utf8.decode(string);
        boolean lines = text.indexOf('\n') >= 0
                && text.indexOf('\r') < 0
                && Utf8.text(string).equals(text);
        if (!lines) {
            return Literals.quote(string, Integer.MAX_VALUE);
        }
        String level = "";
        while ((text + "]").contains("]" + level + "]")) {
            level += "=";
        }
        return "[" + level + "[\n" + text + "]" + level + "]";
    }

    private void edit(String text, String name, Plan plan, EditableTable before) throws CommandException {
        int[] changes = {0};
        boolean taken = new TextEditor(console)
                .edit(text.getBytes(StandardCharsets.UTF_8), edited -> changes[0] = take(edited, plan, before));
        console.print(
                !taken || changes[0] == 0
                        ? name + " was left as it is"
                        : name + " has " + Quantity.of(changes[0], "changed entry", "changed entries"));
    }

    /** Does what the text says; answers how many entries it changed. */
    private int take(byte[] text, Plan plan, EditableTable before) throws TextEditor.Refusal {
        HomeFunction chunk;
        try {
            chunk = EditedText.compile(text, session.machine());
        } catch (SyntaxException e) {
            throw new TextEditor.Refusal(EditedText.message(String.valueOf(e.getMessage())), e.line());
        }
        TableEdit edit = new TableEdit(session.home(), before);
        Outcome outcome = null;
        try {
            outcome = session.transact(() -> {
                Varargs values = session.machine().call(chunk, edit.functions());
                if (values.narg() != 1) {
                    throw new LuaError("the text is not one value");
                }
                plan.make(edit, values.arg1());
                edit.apply();
                return LuaValue.NONE;
            });
        } finally {
            if (!(outcome instanceof Outcome.Done)) {
                edit.revert();
            }
        }
        if (outcome instanceof Outcome.Broken broken) {
            throw broken.reason();
        }
        if (!(outcome instanceof Outcome.Done)) {
            String message = EditedText.message(outcome.sentence());
            throw new TextEditor.Refusal(message, EditedText.line(message));
        }
        return edit.changes();
    }

    /** Plans what a value that the user wrote means. */
    @FunctionalInterface
    private interface Plan {
        void make(TableEdit edit, LuaValue value);
    }
}
