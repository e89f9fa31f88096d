package luahome.repl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.home.HomeTable;
import luahome.repl.Console.Suggestion;
import luahome.show.Literals;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What could stand at the cursor: commands, globals, and the keys of tables, found without running any code. */
final class Completion {
    private static final Pattern PATH = Pattern.compile("((?:[A-Za-z_]\\w*\\.)*)([A-Za-z_]\\w*|)$");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    /** More keys than this help nobody. */
    private static final int MOST = 500;

    private final Session session;
    private final Commands commands;

    Completion(Session session, Commands commands) {
        this.session = session;
        this.commands = commands;
    }

    /** The suggestions at the end of the text. */
    List<Suggestion> of(String text) {
        if (text.startsWith(":") && text.indexOf(' ') < 0) {
            return commands.all().stream()
                    .filter(command -> command.name().startsWith(text.substring(1)))
                    .map(command -> new Suggestion(0, ":" + command.name(), command.summary()))
                    .toList();
        }
        Matcher matcher = PATH.matcher(text);
        if (!matcher.find()) {
            return List.of();
        }
        LuaValue table = session.machine().globals();
        for (String name : matcher.group(1).split("\\.")) {
            table = name.isEmpty() || !(table instanceof LuaTable outer) ? table : outer.rawget(name);
        }
        return table instanceof LuaTable found ? keys(found, matcher.group(2), matcher.start(2)) : List.of();
    }

    private static List<Suggestion> keys(LuaTable table, String prefix, int start) {
        List<Suggestion> found = new ArrayList<>();
        HomeTable.EntryVisitor visitor = (key, value) -> {
            if (key instanceof LuaString bytes) {
                String name = new String(bytes.m_bytes, bytes.m_offset, bytes.m_length, StandardCharsets.ISO_8859_1);
                if (name.startsWith(prefix) && NAME.matcher(name).matches()) {
                    found.add(new Suggestion(start, name, detail(value)));
                }
            }
            return found.size() < MOST;
        };
        if (table instanceof HomeTable home) {
            home.forEach(visitor);
        } else {
            Varargs entry = table.next(LuaValue.NIL);
            while (!entry.arg1().isnil() && visitor.entry(entry.arg1(), entry.arg(2))) {
                entry = table.next(entry.arg1());
            }
        }
        found.sort((a, b) -> a.text().compareTo(b.text()));
        return found;
    }

    private static String detail(LuaValue value) {
        return value.isfunction() ? "function" : Literals.brief(value, 30);
    }
}
