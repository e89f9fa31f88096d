package luahome.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import luahome.browse.Browser;
import luahome.browse.Key;
import luahome.terminal.BrowserKeys.Press;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * Shows a browser on the whole screen of a terminal, and gives the screen back as it was. For one browser. Drawing and
 * the browser's work happen on the Lua thread; the helper only reads keys, and is interrupted when something else
 * happens.
 */
final class BrowserScreen {

    private final Terminal terminal;
    private final BrowserRenderer renderer;
    private final Rendezvous rendezvous;
    private final BrowserKeys keys;
    private final Display display;
    private Size size = JLineConsole.USUAL_SIZE;
    private @Nullable String copied;
    private volatile boolean resized = true;
    private volatile boolean cancelled;
    private volatile boolean working;
    private volatile boolean interrupted;

    /** @param theme null where there are no colours */
    BrowserScreen(Terminal terminal, @Nullable Theme theme, Rendezvous rendezvous) {
        this.terminal = terminal;
        this.renderer = new BrowserRenderer(theme);
        this.rendezvous = rendezvous;
        this.keys = new BrowserKeys(terminal);
        this.display = new Display(terminal, true);
    }

    /** Whether a terminal has a screen that can be filled. */
    static boolean canFill(Terminal terminal) {
        return !terminal.getType().startsWith(Terminal.TYPE_DUMB)
                && terminal.getStringCapability(Capability.cursor_address) != null
                && terminal.getStringCapability(Capability.clear_screen) != null;
    }

    /** Shows it until the user leaves; answers the path that was copied last, null if none was. */
    @Nullable
    String show(Browser browser) {
        SignalHandler before = terminal.handle(Signal.WINCH, signal -> {
            resized = true;
            rendezvous.interruptHelper();
        });
        Attributes attributes = terminal.enterRawMode();
        try {
            keepSignalsAway();
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.keypad_xmit);
            terminal.writer().write(BrowserKeys.MARK_PASTES);
            while (!cancelled && !browser.isLeft()) {
                draw(browser);
                if (browser.isBusy()) {
                    work(browser);
                } else {
                    react(browser);
                }
            }
        } finally {
            restore();
            terminal.setAttributes(attributes);
            terminal.handle(Signal.WINCH, before);
        }
        return copied;
    }

    /**
     * Ctrl-Z and Ctrl-\ would leave the screen filled, behind the shell or under a list of threads; Ctrl-C is a key,
     * but while work is to be stopped.
     */
    private void keepSignalsAway() {
        Attributes raw = terminal.getAttributes();
        raw.setControlChar(ControlChar.VSUSP, 0);
        raw.setControlChar(ControlChar.VQUIT, 0);
        raw.setControlChar(ControlChar.VINTR, 0);
        terminal.setAttributes(raw);
    }

    private void restore() {
        terminal.writer().write(BrowserKeys.MARK_NO_PASTES);
        terminal.puts(Capability.keypad_local);
        if (!terminal.puts(Capability.exit_ca_mode)) {
            terminal.puts(Capability.clear_screen);
        }
        terminal.flush();
    }

    private void draw(Browser browser) {
        if (resized) {
            resized = false;
            Size now = terminal.getSize();
            size = now.getColumns() > 0 && now.getRows() > 0 ? now : JLineConsole.USUAL_SIZE;
            display.clear();
            display.resize(size.getRows(), size.getColumns());
        }
        BrowserRenderer.Drawing drawing =
                renderer.draw(browser.frame(size.getRows()), size.getColumns(), size.getRows());
        display.update(drawing.lines(), size.cursorPos(drawing.line(), drawing.column()));
    }

    private void work(Browser browser) {
        working = true;
        InterruptKey.Mode running = InterruptKey.running(terminal);
        try {
            browser.work();
        } finally {
            running.close();
            working = false;
            // What ran may have written something, or read a line.
            display.clear();
        }
    }

    private void react(Browser browser) {
        // What happened before the helper began to read has not interrupted it.
        Press press = rendezvous.during(() -> resized || cancelled || interrupted ? null : keys.read());
        if (interrupted) {
            interrupted = false;
            browser.press(Key.INTERRUPT, "");
        } else if (press != null) {
            browser.press(press.key(), press.typed());
        }
        String path = browser.takeCopy();
        if (path != null) {
            copied = path;
            toClipboard(path);
        }
    }

    /** Asks the terminal to put a text into the clipboard; many do, the others ignore it. */
    private void toClipboard(String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        terminal.writer().write("\u001b]52;c;" + encoded + "\u0007");
    }

    /** A signal asks to stop: it stops the work, or else counts as the key. Any thread. */
    void interrupt() {
        if (!working) {
            interrupted = true;
            rendezvous.interruptHelper();
        }
    }

    /** Makes {@link #show} end soon. Any thread. */
    void cancel() {
        cancelled = true;
        rendezvous.interruptHelper();
    }
}
