package luahome.edit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import luahome.command.Context;
import luahome.console.Console;
import luahome.home.value.Cell;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.lookup.CommandException;
import luahome.lua.text.SyntaxException;
import luahome.session.EntryText;
import luahome.session.Outcome;
import luahome.session.Session;
import org.luaj.vm2.LuaValue;

/** Lets the user change the text of a function in an editor. */
public final class FunctionEditor {
    private final Session session;
    private final Console console;

    /** An editor for a command. */
    public FunctionEditor(Context context) {
        session = context.session();
        console = context.console();
    }

    /**
     * Opens the editor and gives the function its new text.
     *
     * @param name what messages call the function
     */
    public void edit(HomeFunction function, String name) throws CommandException {
        byte[] before =
                bytes(EntryText.message(chars(session.home().text(function).text())));
        boolean taken = new TextEditor(console).edit(before, text -> replace(function, text));
        console.print(name + (taken ? " has a new text" : " was left as it is"));
    }

    /** Bytes as chars, whatever they are in. */
    private static String chars(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String chars) {
        return chars.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Gives the function its text in a transaction. */
    private void replace(HomeFunction function, byte[] text) throws TextEditor.Refusal {
        List<SyntaxException> failure = new ArrayList<>();
        EntryText edited = new EntryText(chars(text));
        Map<String, Cell> tables = new HashMap<>();
        for (Map.Entry<String, Long> named : edited.tables().entrySet()) {
            HomeTable table = session.home().table(named.getValue());
            if (table == null) {
                throw new TextEditor.Refusal("there is no table #" + named.getValue() + " in this workspace", 1);
            }
            tables.put(named.getKey(), new Cell(table));
        }
        Outcome outcome = session.transact(() -> {
            try {
                session.machine().edit(function, bytes(edited.lua()), tables);
            } catch (SyntaxException e) {
                failure.add(e);
            }
            return LuaValue.NONE;
        });
        if (!failure.isEmpty()) {
            throw new TextEditor.Refusal(failure.get(0));
        }
        if (outcome instanceof Outcome.Broken broken) {
            throw broken.reason();
        }
        if (!(outcome instanceof Outcome.Done)) {
            throw new TextEditor.Refusal(outcome.sentence(), 1);
        }
    }
}
