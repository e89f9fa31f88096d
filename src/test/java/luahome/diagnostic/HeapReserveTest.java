package luahome.diagnostic;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOError;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class HeapReserveTest {
    @Test
    void isHeldUntilItIsGivenBackAndCanBeSetAsideAgain() {
        HeapReserve reserve = new HeapReserve(1000);
        assertTrue(reserve.isHeld());
        reserve.release();
        assertFalse(reserve.isHeld());
        assertTrue(reserve.fill());
        assertTrue(reserve.isHeld());
    }

    @Test
    void theSameErrorMetTwiceIsRecognizedAndSoIsOneThatWasWrapped() {
        OutOfMemoryError error = new OutOfMemoryError();
        RuntimeException met = assertThrows(IllegalArgumentException.class, () -> {
            try (AutoCloseable failing = () -> {
                throw error;
            }) {
                assertNotNull(failing);
                throw error;
            }
        });
        assertTrue(HeapReserve.ranOut(error));
        assertTrue(HeapReserve.ranOut(met));
        assertTrue(HeapReserve.ranOut(new ExecutionException(error)));
        assertTrue(HeapReserve.ranOut(new ExceptionInInitializerError(error)));
        assertFalse(HeapReserve.ranOut(new IOError(new InterruptedIOException())));
        assertFalse(HeapReserve.ranOut(new IllegalArgumentException("Self-suppression not permitted")));
    }
}
