package luahome.lua.value;

import static luahome.lua.value.LuaBytes.java;
import static luahome.lua.value.LuaBytes.lua;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;

class LuaNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "7, 7",
        "256, 256",
        "-1, -1",
        "0.1, 0.1",
        "0.3333333333333333, 0.33333333333333",
        "3.141592653589793, 3.1415926535898",
        "99999999999999, 99999999999999",
        "1e14, 1e+14",
        "-1e15, -1e+15",
        "123456789012345, 1.2345678901234e+14",
        "123456789012355, 1.2345678901236e+14",
        "9007199254740992, 9.007199254741e+15",
        "9.223372036854775807e18, 9.2233720368548e+18",
        "1e100, 1e+100",
        "5e-324, 4.9406564584125e-324",
        "1.7976931348623157e308, 1.7976931348623e+308",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "99999.99999999999, 100000",
        "0.99999999999999994, 1",
        "1234567890123.25, 1234567890123.2",
        "1234567890123.75, 1234567890123.8",
        "-2.5, -2.5",
    })
    void writesNumbersAsPrintfDoes(double number, String expected) {
        assertEquals(expected, java(LuaNumbers.toLuaString(number)));
    }

    @Test
    void writesWhatIsNotFinite() {
        assertEquals("inf", java(LuaNumbers.toLuaString(Double.POSITIVE_INFINITY)));
        assertEquals("-inf", java(LuaNumbers.toLuaString(Double.NEGATIVE_INFINITY)));
        assertEquals("nan", java(LuaNumbers.toLuaString(Double.NaN)));
        assertEquals("nan", java(LuaNumbers.toLuaString(Double.longBitsToDouble(0xfff8000000000000L))));
    }

    @Test
    void writesIntegersAndDoublesAlike() {
        assertEquals("100", java(LuaNumbers.tostring(LuaInteger.valueOf(100))));
        assertEquals("-2147483648", java(LuaNumbers.tostring(LuaInteger.valueOf(Integer.MIN_VALUE))));
        assertEquals("4294967296", java(LuaNumbers.tostring(LuaValue.valueOf(4294967296.0))));
        assertThrows(IllegalArgumentException.class, () -> LuaNumbers.tostring(LuaValue.valueOf("1")));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10",
        "' \t\n\u000b\f\r12 \r\n', 12",
        "-7, -7",
        "+7, 7",
        "1e2, 100",
        "1E+2, 100",
        "1e-2, 0.01",
        ".5, 0.5",
        "5., 5",
        "0x10, 16",
        "0XfF, 255",
        "-0x10, -16",
        "0xA.8, 10.5",
        "0x.8p1, 1",
        "0x1p-2, 0.25",
        "0X1P+2, 4",
        "0x1e, 30",
        "1e400, Infinity",
        "-1e400, -Infinity",
        "1e99999999999999999999, Infinity",
        "1e-99999999999999999999, 0",
        "0x1p99999999999999999999, Infinity",
        "123456789012345678, 123456789012345680",
        "1234567890123456789012, 1234567890123456800000",
        "0x20000000000001, 9007199254740992",
        "0x20000000000003, 9007199254740996",
        "00000000000000000000000000012, 12",
    })
    void readsNumerals(String text, double expected) {
        LuaValue number = LuaNumbers.parse(lua(text));
        assertNotNull(number);
        assertEquals(expected, number.todouble());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "+",
                ".",
                "e5",
                "1e",
                "1e+",
                "0x",
                "0x.",
                "0xg",
                "0x1p",
                "0x1p+",
                "1 2",
                "- 1",
                "--1",
                "+-1",
                "nan",
                "inf",
                "-inf",
                "infinity",
                "1\0",
                "1\0002",
                "\0001",
                "1f",
                "1d",
                "1L",
                "0b1",
                "1_0",
                "1,5",
                "0x1e+5x",
                "\u00a01",
                "1.2.3",
                "x10",
            })
    void refusesWhatIsNoNumeral(String text) {
        assertNull(LuaNumbers.parse(lua(text)));
    }

    @Test
    void readsIntegersAsIntegers() {
        assertTrue(LuaNumbers.parse(lua("0x7fffffff")) instanceof LuaInteger);
        assertTrue(LuaNumbers.parse(lua("1e3")) instanceof LuaInteger);
    }

    @ParameterizedTest
    @CsvSource({
        "z, 36, 35",
        "' -fF ', 16, -255",
        "+101, 2, 5",
        "7, 8, 7",
        "1e1, 36, 1801",
        "99999999999999999999, 10, 100000000000000016384",
    })
    void readsIntegersInABase(String text, int base, double expected) {
        LuaValue number = LuaNumbers.parse(lua(text), base);
        assertNotNull(number);
        assertEquals(expected, number.todouble());
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "'', 10", "1.5, 10", "1 1, 10", "0x10, 16", "-, 10", "--1, 10", "\u0661, 10"})
    void refusesWhatIsNoIntegerInTheBase(String text, int base) {
        assertNull(LuaNumbers.parse(lua(text), base));
    }

    @Test
    void writesRandomDoublesAsRealLua(@TempDir Path directory) {
        long seed = Long.getLong("luahome.seed", System.nanoTime());
        List<Double> numbers = randomDoubles(new Random(seed), 20_000);
        StringBuilder script = new StringBuilder();
        for (double number : numbers) {
            script.append("print(").append(Double.toHexString(number)).append(")\n");
        }
        List<String> expected = RealLua.run(directory, script.toString());
        assertEquals(numbers.size(), expected.size());
        for (int i = 0; i < expected.size(); i++) {
            double number = numbers.get(i);
            assertEquals(expected.get(i), java(LuaNumbers.toLuaString(number)), () -> number + ", seed " + seed);
        }
    }

    @Test
    void readsNumeralsAsRealLua(@TempDir Path directory) {
        long seed = Long.getLong("luahome.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        StringBuilder script = new StringBuilder("local function p(n) print(n and ('%a'):format(n)) end\n");
        for (int i = 0; i < 4000; i++) {
            String text = i % 2 == 0 ? randomNumeral(random) : randomText(random);
            texts.add(text);
            script.append("p(tonumber(").append(RealLua.literal(text)).append("))\n");
        }
        List<String> expected = RealLua.run(directory, script.toString());
        for (int i = 0; i < expected.size(); i++) {
            String text = texts.get(i);
            LuaValue number = LuaNumbers.parse(lua(text));
            Double real = expected.get(i).equals("nil") ? null : parseHex(expected.get(i));
            Double ours = number == null ? null : Double.valueOf(number.todouble() + 0.0);
            assertEquals(real, ours, () -> "\"" + text + "\", seed " + seed);
        }
    }

    private static Double parseHex(String text) {
        return text.endsWith("inf")
                ? Double.valueOf(text.startsWith("-") ? "-Infinity" : "Infinity")
                : Double.valueOf(Double.parseDouble(text) + 0.0);
    }

    private static List<Double> randomDoubles(Random random, int count) {
        List<Double> numbers = new ArrayList<>();
        while (numbers.size() < count) {
            double number = switch (random.nextInt(6)) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt() / 1000.0;
                case 2 -> random.nextLong();
                case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
                case 4 -> random.nextLong() / (double) (1L << random.nextInt(63));
                default -> Double.parseDouble(random.nextInt(100_000) + "e" + (random.nextInt(40) - 20));
            };
            if (Double.isFinite(number)) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static String randomNumeral(Random random) {
        if (random.nextBoolean()) {
            return Double.toHexString(Double.longBitsToDouble(random.nextLong()));
        }
        String digits = Long.toString(random.nextLong()) + (random.nextBoolean() ? "" : "." + random.nextInt(1 << 30));
        return random.nextBoolean() ? digits : digits + "e" + (random.nextInt(640) - 320);
    }

    private static String randomText(Random random) {
        String alphabet = "0123456789aAfFeEpPxX..+- \t\nnI";
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : "0x");
        for (int left = random.nextInt(8); left > 0; left--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
