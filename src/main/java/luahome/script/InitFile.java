package luahome.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import luahome.command.Context;
import luahome.console.Console;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The file {@code init.lua} of a workspace, which runs when a prompt or a pipe opens it: but only if someone has agreed
 * to what stands in it, for a workspace may come from others.
 *
 * @param trusted what was agreed to before
 * @param agreed whether this session agrees to whatever it is
 */
public record InitFile(TrustedFiles trusted, boolean agreed) {
    private static final String NAME = "init.lua";

    /** Runs it if there is one and it may run. Its failure is told, and the session goes on. */
    public void run(Context context) {
        Console console = context.console();
        Path file = context.session().workspace().resolve(NAME);
        if (!Files.exists(file)) {
            return;
        }
        byte[] source;
        try {
            source = Files.readAllBytes(file);
        } catch (IOException e) {
            console.error("cannot read " + file + ": " + e.getMessage());
            return;
        }
        if (agreed || isAgreedTo(file, source, console)) {
            new ScriptRunner(context, new Script.Source(NAME, false)).run(source, LuaValue.NONE);
        }
    }

    private boolean isAgreedTo(Path file, byte[] source, Console console) {
        try {
            return trusted.given(file, source) || ask(file, source, console);
        } catch (IOException e) {
            console.error("cannot tell whether " + file + " may run, so it did not: " + e.getMessage());
            return false;
        }
    }

    private boolean ask(Path file, byte[] source, Console console) {
        String shown = Utf8.harmless(file.toString());
        if (!console.interactive()) {
            console.error(shown + " is new or has changed, and was not run; --init runs it");
            return false;
        }
        console.print(shown + " is new or has changed:");
        String text = new String(source, StandardCharsets.ISO_8859_1);
        console.page(taker -> text.lines()
                .forEach(line -> taker.accept(
                        "    " + Utf8.text(LuaString.valueOf(line.getBytes(StandardCharsets.ISO_8859_1))))));
        @Nullable String answer = console.ask("run it, now and whenever this workspace is opened? [y/N] ");
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            console.print("it was not run");
            return false;
        }
        try {
            trusted.give(file, source);
        } catch (IOException e) {
            console.error("the answer holds for this session only, as it cannot be kept: " + e.getMessage());
        }
        return true;
    }
}
