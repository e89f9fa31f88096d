package luahome.show;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listings in columns, and how wide text is. */
class ColumnsTest {
    private static Columns listing() {
        return new Columns("rlr")
                .row("ID", "PATH", "BYTES")
                .row("1", "_home", "7")
                .row("12", "_home.abcdefghijklmnopqrstuvwxyz", "1234");
    }

    @Test
    void putsCellsUnderEachOther() {
        assertEquals(
                List.of(
                        "ID  PATH                              BYTES",
                        " 1  _home                                 7",
                        "12  _home.abcdefghijklmnopqrstuvwxyz   1234"),
                listing().lines());
    }

    @Test
    void leavesOutTheMiddleOfWhatDoesNotFit() {
        assertEquals(listing().lines(), listing().fit(1, 43).lines());
        assertEquals(
                List.of(
                        "ID  PATH                  BYTES",
                        " 1  _home                     7",
                        "12  _home.abcd…rstuvwxyz   1234"),
                listing().fit(1, 31).lines());
    }

    @Test
    void aColumnStaysReadableWhenNothingFits() {
        assertEquals("12  _home.…vwxyz   1234", listing().fit(1, 5).lines().get(2));
    }

    @Test
    void wideLettersTakeTwoColumns() {
        assertEquals(
                List.of("日本x  |", "abcde  |", "e\u0301      |"),
                new Columns("ll")
                        .row("日本x", "|")
                        .row("abcde", "|")
                        .row("e\u0301", "|")
                        .lines());
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, abcdef",
        "abcdef, 5, ab…ef",
        "abcdef, 4, ab…f",
        "abcdef, 1, …",
        "日本語日本, 10, 日本語日本",
        "日本語日本, 9, 日本…日本",
        "日本語日本, 8, 日本…本",
        "日本語日本, 7, 日本…本",
        "😀😀😀, 5, 😀…😀"
    })
    void elidesByColumnsAndNotByLetters(String text, int columns, String elided) {
        assertEquals(elided, TextWidth.elided(text, columns));
    }
}
