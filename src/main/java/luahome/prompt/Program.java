package luahome.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run from beginning to end.
 *
 * @param chunks run one after the other, up to one that fails
 * @param name what the program is called, {@code arg[0]}; null if it is of pieces alone
 * @param arguments what it gets as {@code ...} and in the global {@code arg}
 * @param launcher what starts another luahome, {@code arg[-1]}
 * @param prompt the version that a prompt tells which follows; null if none does
 */
public record Program(
        List<Chunk> chunks,
        @Nullable String name,
        List<String> arguments,
        String launcher,
        @Nullable String prompt) {
    /**
     * A piece of it.
     *
     * @param name what messages call it
     */
    public record Chunk(String name, byte[] source) {}
}
