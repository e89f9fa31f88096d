package luahome.store.table;

import java.io.IOException;
import luahome.store.volume.PageVolume;
import org.mapdb.DataInput2;
import org.mapdb.DataOutput2;
import org.mapdb.Serializer;

/** Has MapDB keep byte arrays as they are. A large one that was put together for reading is taken and not copied again. */
final class RecordBytes implements Serializer<byte[]> {
    @Override
    public void serialize(DataOutput2 out, byte[] value) throws IOException {
        out.write(value);
    }

    @Override
    public byte[] deserialize(DataInput2 in, int size) throws IOException {
        if (PageVolume.isOwn(in, size)) {
            return in.internalByteArray();
        }
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public boolean isTrusted() {
        return true;
    }
}
