package luahome.command.builtin;

import java.util.List;
import luahome.command.Command;
import luahome.command.Context;
import luahome.edit.EntryEditor;
import luahome.edit.FunctionEditor;
import luahome.edit.ValueEditor;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.lookup.CommandException;
import luahome.lookup.TablePath;
import luahome.session.Session;
import org.luaj.vm2.LuaValue;

/** The meta-command that opens something in an editor. */
public final class EditCommands {
    /** In the order of help. */
    public static final List<Command> ALL = List.of(new Command(
            "edit",
            "[path|function]",
            "change the last entry, a function or a table in an editor",
            List.of(
                    "$VISUAL or $EDITOR opens it, and what is wrong goes back there.",
                    "Without an argument it is the last entry, and what is saved is entered.",
                    "A function stays the same for all who have it, and keeps its variables by name.",
                    "A table, or a value in one, is opened as Lua; it stays the same table, as do those in it, with their"
                            + " metatables."),
            List.of(":edit", ":edit _home.fib", ":edit _home.players", ":edit _home.players.ann.name", ":edit #42"),
            EditCommands::edit));

    private EditCommands() {}

    private static Command.Next edit(Context context, String expression) throws CommandException {
        Session session = context.session();
        if (session.sandbox()) {
            throw new CommandException(":edit is not for a sandbox");
        }
        if (expression.isEmpty()) {
            new EntryEditor(context).edit();
            return Command.Next.GO_ON;
        }
        TablePath.Place place = TablePath.isPath(expression)
                ? TablePath.place(session.home(), expression)
                : new TablePath.Place(FunctionCommands.evaluated(session, expression), null, LuaValue.NIL);
        LuaValue value = place.value();
        HomeTable owner = place.owner();
        if (value instanceof HomeFunction function) {
            if (function.number() != 0 && !session.home().writable()) {
                throw new CommandException("the workspace is open for reading only");
            }
            new FunctionEditor(context).edit(function, expression);
        } else if (value instanceof HomeTable table) {
            new ValueEditor(context).edit(table, expression);
        } else if (isScalar(value) && owner != null) {
            new ValueEditor(context).edit(value, owner, place.key(), expression);
        } else {
            throw new CommandException(expression + refusal(value));
        }
        return Command.Next.GO_ON;
    }

    private static boolean isScalar(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TBOOLEAN, LuaValue.TNUMBER, LuaValue.TSTRING -> true;
            default -> false;
        };
    }

    private static String refusal(LuaValue value) {
        if (isScalar(value)) {
            return " is a " + value.typename() + ", which is changed where it stands, by its path, as in :edit _home.n";
        }
        return value.isnil()
                ? " is nil, so that there is nothing to edit"
                : value.isfunction()
                        ? " is a built-in function, which has no text"
                        : " is a " + value.typename() + ", which cannot be written as text";
    }
}
