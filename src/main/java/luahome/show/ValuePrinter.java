package luahome.show;

import java.util.List;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Values as readable text, within limits. */
public final class ValuePrinter {
    private final Limits limits;

    /** A printer that shows as much as the limits allow. */
    public ValuePrinter(Limits limits) {
        this.limits = limits;
    }

    /** A value, without a newline at its end. */
    public String print(LuaValue value) {
        return print(value, 0).text();
    }

    /**
     * The entries of a table behind those that were shown before; any other value as a whole.
     *
     * @param skip how many were shown before
     */
    public Shown print(LuaValue value, long skip) {
        ShownNode node = new NodeReader(limits).read(value, skip);
        long left = node instanceof ShownNode.Table table ? table.left() : 0;
        long shown = node instanceof ShownNode.Table table ? table.entries().size() : 0;
        return new Shown(new Layout(limits.width()).text(node), skip + shown, left);
    }

    /**
     * A part of a value as text.
     *
     * @param until how many of its entries were shown so far
     * @param left how many come behind them
     */
    public record Shown(String text, long until, long left) {}

    /** Several results, one below the other. */
    public List<String> print(Varargs values) {
        String[] texts = new String[values.narg()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = print(values.arg(i + 1));
        }
        return List.of(texts);
    }
}
