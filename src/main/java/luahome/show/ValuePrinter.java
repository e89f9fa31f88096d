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
        return new Layout(limits.width()).text(new NodeReader(limits).read(value));
    }

    /** Several results, one below the other. */
    public List<String> print(Varargs values) {
        String[] texts = new String[values.narg()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = print(values.arg(i + 1));
        }
        return List.of(texts);
    }
}
