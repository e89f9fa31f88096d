package luahome.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import luahome.lua.run.Interrupted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading that can be stopped. */
@Timeout(20)
class StandardInputTest {
    @Test
    void readsAllBytesAndThenTheEnd() throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        try (StandardInput input = new StandardInput(new ByteArrayInputStream(bytes), () -> {})) {
            assertArrayEquals(bytes, input.readAllBytes());
            assertEquals(-1, input.read());
        }
    }

    @Test
    void stopsAWaitingReadAndKeepsWhatComesLaterForTheNextOne() throws IOException {
        CountDownLatch reading = new CountDownLatch(1);
        PipedOutputStream writer = new PipedOutputStream();
        PipedInputStream source = new PipedInputStream(writer);
        try (StandardInput input = new StandardInput(announcing(source, reading), () -> {})) {
            Thread stopper = new Thread(() -> {
                try {
                    reading.await();
                    input.stopWaiting();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            stopper.start();
            assertThrows(Interrupted.class, input::read);
            writer.write("ab".getBytes());
            writer.close();
            assertEquals('a', input.read());
            assertEquals('b', input.read());
            assertEquals(-1, input.read());
        }
    }

    @Test
    void handsTheFailureOfTheSourceOn() throws IOException {
        try (StandardInput input = new StandardInput(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("broken");
                    }
                },
                () -> {})) {
            assertEquals("broken", assertThrows(IOException.class, input::read).getMessage());
        }
    }

    private static InputStream announcing(InputStream source, CountDownLatch reading) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                reading.countDown();
                return source.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                reading.countDown();
                return source.read(target, offset, length);
            }
        };
    }
}
