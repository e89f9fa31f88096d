package luahome.repl;

import java.util.Comparator;
import luahome.home.Utf8;
import luahome.show.KeyOrder;

/** The order of names as {@link KeyOrder} has it for keys: {@code item2} before {@code item10}. */
final class NaturalOrder implements Comparator<String> {
    /** The one order. */
    static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String a, String b) {
        return KeyOrder.INSTANCE.compare(Utf8.bytes(a), Utf8.bytes(b));
    }
}
