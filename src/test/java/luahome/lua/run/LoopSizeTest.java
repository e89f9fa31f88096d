package luahome.lua.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopSizeTest {
    /** HotSpot's HugeMethodLimit: beyond it a method is never compiled. */
    private static final int LIMIT = 8_000;

    @Test
    void theRunLoopIsSmallEnoughToBeCompiled() throws IOException {
        Integer length = codeLengths(Loop.class).get("run");
        assertTrue(length != null && length > 500, "code length of Loop.run: " + length);
        assertTrue(length < LIMIT, "code length of Loop.run: " + length);
    }

    /** The number of bytecodes of each method, read from the class file. */
    private static Map<String, Integer> codeLengths(Class<?> type) throws IOException {
        try (InputStream resource = type.getResourceAsStream(type.getSimpleName() + ".class");
                DataInputStream in = new DataInputStream(resource)) {
            in.readLong();
            Map<Integer, String> names = constants(in);
            in.skipBytes(6);
            in.skipBytes(2 * in.readUnsignedShort());
            members(in, names, new HashMap<>());
            Map<String, Integer> lengths = new HashMap<>();
            members(in, names, lengths);
            return lengths;
        }
    }

    private static Map<Integer, String> constants(DataInputStream in) throws IOException {
        Map<Integer, String> names = new HashMap<>();
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> names.put(i, in.readUTF());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++;
                }
                case 15 -> in.skipBytes(3);
                default -> in.skipBytes(2);
            }
        }
        return names;
    }

    private static void members(DataInputStream in, Map<Integer, String> names, Map<String, Integer> lengths)
            throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.readUnsignedShort();
            String name = names.get(in.readUnsignedShort());
            in.readUnsignedShort();
            int attributes = in.readUnsignedShort();
            for (int j = 0; j < attributes; j++) {
                String attribute = names.get(in.readUnsignedShort());
                byte[] content = new byte[in.readInt()];
                in.readFully(content);
                if ("Code".equals(attribute)) {
                    lengths.put(
                            name,
                            (content[4] & 0xff) << 24
                                    | (content[5] & 0xff) << 16
                                    | (content[6] & 0xff) << 8
                                    | content[7] & 0xff);
                }
            }
        }
    }
}
