package luahome.lua.text;

import java.util.Arrays;
import java.util.List;
import luahome.home.value.Code;
import luahome.home.value.Executor;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Prototype;

/**
 * Turns what the compiler made of a chunk into {@link Code}: prototypes that know their text. The functions of the text
 * are only looked for when somebody asks.
 */
public final class CodeBuilder {
    private final byte[] chunk;
    private final Executor executor;
    private int functions;
    private @Nullable List<FunctionRange> texts;

    private CodeBuilder(byte[] chunk, Executor executor) {
        this.chunk = chunk;
        this.executor = executor;
    }

    /** The code of a chunk. */
    public static Code of(byte[] chunk, Prototype compiled, Executor executor) {
        CodeBuilder tree = new CodeBuilder(chunk, executor);
        Code[] inner = tree.inner(compiled);
        return new Code(compiled, inner, executor, () -> new Code.Source(chunk, -1, false));
    }

    /** The code inside a prototype, numbered in preorder, which is the order of the keywords in the text. */
    private Code[] inner(Prototype compiled) {
        Code[] codes = new Code[compiled.p.length];
        for (int i = 0; i < codes.length; i++) {
            int number = functions++;
            Prototype prototype = compiled.p[i];
            codes[i] = new Code(prototype, inner(prototype), executor, () -> source(number));
        }
        return codes;
    }

    private Code.Source source(int number) {
        if (texts == null) {
            texts = FunctionScanner.of(chunk);
        }
        FunctionRange text = texts.get(number);
        byte[] comments = Comments.lines(chunk, text.comments());
        byte[] bytes = Arrays.copyOf(comments, comments.length + text.end() - text.start());
        System.arraycopy(chunk, text.start(), bytes, comments.length, text.end() - text.start());
        return new Code.Source(bytes, comments.length + text.parameters() - text.start(), text.method());
    }
}
