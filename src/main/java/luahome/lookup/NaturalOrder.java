package luahome.lookup;

import java.util.Comparator;
import luahome.show.KeyOrder;
import luahome.text.Utf8;

/**
 * The order of names as {@link KeyOrder} has it for keys: {@code item2} before {@code item10}.
 *
 * <p>No library: it is the order of keys, by the same code, so that listings and tables agree.
 */
public final class NaturalOrder implements Comparator<String> {
    /** The one order. */
    public static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String a, String b) {
        return KeyOrder.INSTANCE.compare(Utf8.bytes(a), Utf8.bytes(b));
    }
}
