package luahome.command;

import java.util.ArrayList;
import java.util.List;
import luahome.console.Console;
import luahome.lookup.CommandException;
import luahome.setting.Setting;
import luahome.setting.Settings;
import luahome.show.Grid;
import luahome.show.Limits;
import luahome.show.ValuePrinter;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Shows results at the prompt, and goes on where a long one was cut. Lives on the Lua thread. */
public final class Results {
    private final Settings settings;
    private @Nullable Rest rest;

    /** @param settings say how much is shown, and how */
    public Results(Settings settings) {
        this.settings = settings;
    }

    /** Shows values one below the other, each as what it looks best as. */
    public void show(Varargs values, Console console) {
        show(values, Form.USUAL, console);
    }

    /** Shows values one below the other in a form. */
    public void show(Varargs values, Form form, Console console) {
        rest = null;
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= values.narg(); i++) {
            add(lines, values.arg(i), form, 0, console.width());
        }
        console.page(lines::forEach);
    }

    /**
     * Shows more of what was shown last.
     *
     * @throws CommandException if there is no more
     */
    public void more(Console console) throws CommandException {
        Rest left = rest;
        if (left == null) {
            throw new CommandException("nothing was left out of the last result");
        }
        rest = null;
        List<String> lines = new ArrayList<>();
        add(lines, left.value, left.form, left.skip, console.width());
        console.page(lines::forEach);
    }

    private void add(List<String> lines, LuaValue value, Form form, long skip, int available) {
        Limits limits = settings.limits(available);
        ValuePrinter.Shown shown = new ValuePrinter(limits).print(value, skip);
        boolean ofItself =
                form == Form.USUAL && settings.on(Setting.GRID) && shown.text().indexOf('\n') >= 0;
        Grid.Size size = new Grid.Size(limits.width(), settings.number(Setting.ROWS));
        Grid grid = form == Form.GRID ? Grid.of(value, skip, size) : ofItself ? Grid.ofSimilar(value, size) : null;
        if (grid != null) {
            lines.addAll(grid.lines());
            keep(value, Form.GRID, grid.until(), grid.left());
        } else {
            lines.addAll(shown.text().lines().toList());
            keep(value, Form.LIST, shown.until(), shown.left());
        }
    }

    private void keep(LuaValue value, Form form, long skip, long left) {
        if (left > 0) {
            rest = new Rest(value, form, skip);
        }
    }

    /** How values are shown. */
    public enum Form {
        /** A list of similar records as rows and columns, all else as Lua. */
        USUAL,
        /** Any table as rows and columns. */
        GRID,
        /** All as Lua. */
        LIST
    }

    private record Rest(LuaValue value, Form form, long skip) {}
}
