package luahome.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import luahome.home.MemoryStore;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.text.SyntaxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C while an entry's changes are being written. */
class StoppedCommitTest {
    private static final int ENTRIES = 1000;
    private static final String FILL = "_home.t = {} for i = 1, " + ENTRIES + " do _home.t[i] = { i } end ";

    private final MemoryStore store = new MemoryStore();
    private final StandardStreams streams = new StandardStreams(
            InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    private final Session session =
            Session.over(store, Path.of("/tmp/work"), streams, this::work, SessionOptions.USUAL);

    /** After so many written entries the user presses Ctrl-C; never for 0. */
    private long stopAfter;

    private Work work(Work.Task task) {
        return new Work() {
            @Override
            public void at(long done, long total) {
                assertTrue(task.stoppable());
                if (done == stopAfter) {
                    session.interrupt();
                }
            }

            @Override
            public void close() {}
        };
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Outcome run(String text) throws SyntaxException {
        return session.transact(PromptEntry.of(text, session)::run);
    }

    private String value(String expression) throws SyntaxException {
        return assertInstanceOf(Outcome.Done.class, run(expression))
                .values()
                .arg1()
                .tojstring();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, ENTRIES / 2, 2 * ENTRIES})
    void whatIsStoppedWhileItIsWrittenIsTakenBack(long written) throws SyntaxException {
        assertInstanceOf(Outcome.Done.class, run("_home.n = 1"));
        stopAfter = written;
        Outcome.Stopped stopped = assertInstanceOf(Outcome.Stopped.class, run(FILL + "_home.n = 2"));
        assertEquals(2, stopped.rolledBack());
        stopAfter = 0;
        assertEquals("1", value("_home.n"));
        assertEquals("nil", value("type(_home.t)"));
        assertInstanceOf(Outcome.Done.class, run(FILL));
        assertEquals("1000", value("#_home.t"));
    }

    @Test
    void aProgramThatAsksToEndAndIsStoppedThenHasDoneNothing() throws SyntaxException {
        stopAfter = ENTRIES;
        assertInstanceOf(Outcome.Stopped.class, run(FILL + "os.exit(0)"));
        stopAfter = 0;
        assertEquals("nil", value("type(_home.t)"));
    }
}
