package luahome.home.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import luahome.home.codec.EntryCodec;
import luahome.home.codec.ObjectKind;
import luahome.home.value.Cell;
import luahome.home.value.Code;
import luahome.home.value.CodeLoader;
import luahome.home.value.CodeText;
import luahome.home.value.HomeFunction;
import luahome.store.ObjectIds;
import luahome.store.References;
import luahome.store.StoreException;
import luahome.store.TableStore;
import luahome.store.TableStore.Change;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * How functions, the variables they share and their code are stored, as objects of kinds of their own.
 *
 * <p>A function refers to its code under the key 0, and to the cell of each of its variables under the variable's name:
 * by name, because another compiler may number them differently. A cell has its value under the key 0; it is empty for
 * nil. Code has the fields of {@link CodeText} under names, and the names of the variables under 1, 2, 3 …
 */
public final class FunctionCodec {
    /** The version of the format of code. A newer one is not loaded. */
    private static final int FORMAT = 1;

    private static final byte[] ONLY_KEY = EntryCodec.number(0);
    private static final LuaString FORMAT_FIELD = LuaString.valueOf("format");
    private static final LuaString TEXT = LuaString.valueOf("text");
    private static final LuaString PARAMETERS = LuaString.valueOf("parameters");
    private static final LuaString METHOD = LuaString.valueOf("method");
    private static final LuaString CHUNK = LuaString.valueOf("chunk");
    private static final LuaString LINE = LuaString.valueOf("line");

    private final ObjectSpace space;
    private final TableStore store;
    private @Nullable CodeLoader loader;

    FunctionCodec(ObjectSpace space, TableStore store) {
        this.space = space;
        this.store = store;
    }

    /** Says what compiles. Without it functions can be listed and referred to, but not used. */
    public void loader(CodeLoader codeLoader) {
        loader = codeLoader;
    }

    /** What the store is to have of an object other than a table; what it refers to must have numbers. */
    List<Change> entries(Object object) {
        List<Change> entries = new ArrayList<>();
        if (object instanceof HomeFunction function) {
            Code code = function.prototype();
            entries.add(new Change(ONLY_KEY.clone(), References.to(id(code))));
            for (int i = 0; i < code.upvalues.length; i++) {
                entries.add(EntryCodec.reference(code.upvalues[i].name, id(function.cells()[i])));
            }
        } else if (object instanceof Cell cell) {
            if (!cell.get().isnil()) {
                entries.add(new Change(ONLY_KEY.clone(), space.codec().value(cell.get())));
            }
        } else {
            code(((Code) object).text(), entries);
        }
        entries.sort((a, b) -> EntryCodec.compareKeys(a.key(), b.key()));
        return entries;
    }

    private void code(CodeText text, List<Change> entries) {
        EntryCodec codec = space.codec();
        entries.add(codec.change(FORMAT_FIELD, LuaValue.valueOf(FORMAT)));
        entries.add(codec.change(TEXT, LuaString.valueUsing(text.text())));
        entries.add(codec.change(PARAMETERS, LuaValue.valueOf(text.parameters())));
        entries.add(codec.change(METHOD, LuaValue.valueOf(text.method())));
        entries.add(codec.change(CHUNK, text.chunkName()));
        entries.add(codec.change(LINE, LuaValue.valueOf(text.line())));
        for (int i = 0; i < text.upvalues().size(); i++) {
            entries.add(codec.change(LuaValue.valueOf(i + 1), text.upvalues().get(i)));
        }
    }

    private static long id(Object object) {
        ObjectState<?> state = ObjectSpace.state(object);
        if (state == null) {
            throw new IllegalStateException("a part of a function that was not adopted");
        }
        return state.id();
    }

    /** Brings code and cells of a stored function into memory. */
    void load(HomeFunction function, FunctionState state) {
        space.existing(state.id());
        long[] code = {0};
        Map<LuaString, Cell> cells = new HashMap<>();
        store.scan(state.id(), null, (key, value) -> {
            long referred = References.ofValue(value);
            if (Arrays.equals(key, ONLY_KEY)) {
                code[0] = referred;
            } else if (space.codec().decodeKey(key, value) instanceof LuaString name) {
                Cell cell = space.cell(part(state, referred, ObjectKind.CELL));
                CellState cellState = CellState.of(cell);
                if (cellState != null) {
                    cellState.hangsOn(state, name);
                }
                cells.put(name, cell);
            }
            return true;
        });
        Code loaded;
        try {
            loaded = space.code(part(state, code[0], ObjectKind.CODE));
        } catch (LuaError e) {
            throw new LuaError("function #" + state.number() + " (" + ObjectPaths.of(state) + ") cannot be used: "
                    + e.getMessage());
        }
        Cell[] ordered = new Cell[loaded.upvalues.length];
        for (int i = 0; i < ordered.length; i++) {
            Cell cell = cells.remove(loaded.upvalues[i].name);
            if (cell == null) {
                throw space.damaged("function #" + state.number() + " lacks a variable");
            }
            ordered[i] = cell;
        }
        if (!cells.isEmpty()) {
            throw space.damaged("function #" + state.number() + " has a variable that its code does not use");
        }
        function.loaded(loaded, ordered);
    }

    /** What a variable holds, without compiling the function; null if it has none of that name. */
    public @Nullable LuaValue upvalue(HomeFunction function, LuaString name) {
        FunctionState state = FunctionState.of(function);
        if (state != null && function.isGhost()) {
            byte[] cell = store.get(state.id(), EntryCodec.string(name));
            return cell == null
                    ? null
                    : space.cell(part(state, References.ofValue(cell), ObjectKind.CELL))
                            .get();
        }
        Code code = function.prototype();
        for (int i = 0; i < code.upvalues.length; i++) {
            if (code.upvalues[i].name.raweq(name)) {
                return function.cells()[i].get();
            }
        }
        return null;
    }

    /** The text of a function, without compiling it. */
    public CodeText text(HomeFunction function) {
        FunctionState state = FunctionState.of(function);
        if (state == null || !function.isGhost()) {
            return function.prototype().text();
        }
        byte[] code = store.get(state.id(), ONLY_KEY.clone());
        return text(part(state, code == null ? 0 : References.ofValue(code), ObjectKind.CODE));
    }

    private long part(ObjectState<?> state, long id, ObjectKind kind) {
        if (id == 0 || ObjectKind.of(id) != kind) {
            throw space.damaged("function #" + state.number() + " lacks a part");
        }
        return ObjectIds.number(id);
    }

    /** The value of a stored variable. */
    LuaValue cellValue(CellState state) {
        byte[] value = store.get(state.id(), ONLY_KEY.clone());
        if (value == null) {
            space.existing(state.id());
            return LuaValue.NIL;
        }
        LuaValue decoded = space.codec().decodeValue(value);
        ObjectState<?> child = ObjectSpace.state(decoded);
        if (child != null) {
            child.hangsOn(state, LuaValue.NIL);
        }
        return decoded;
    }

    /** Whether the value that the store has of a variable refers to another object. */
    boolean cellRefers(CellState state) {
        byte[] value = store.get(state.id(), ONLY_KEY.clone());
        return value != null && References.ofValue(value) != 0;
    }

    /** Stored code, compiled. */
    Code code(long number) {
        if (loader == null) {
            throw new LuaError("functions are not compiled here");
        }
        return loader.load(text(number));
    }

    /** The text of stored code. */
    private CodeText text(long number) {
        long id = ObjectKind.CODE.id(number);
        space.existing(id);
        Map<LuaValue, LuaValue> fields = new HashMap<>();
        List<LuaString> upvalues = new ArrayList<>();
        store.scan(id, null, (keyBytes, valueBytes) -> {
            LuaValue key = space.codec().decodeKey(keyBytes, valueBytes);
            LuaValue value = space.codec().decodeValue(valueBytes);
            if (key.type() == LuaValue.TNUMBER && value instanceof LuaString name) {
                upvalues.add(name);
            } else {
                fields.put(key, value);
            }
            return true;
        });
        if (field(number, fields, FORMAT_FIELD).toint() > FORMAT) {
            throw new StoreException(
                    StoreException.Kind.NEWER,
                    store.info().file() + " holds a function of a newer luahome; open it with that",
                    null);
        }
        LuaString text = field(number, fields, TEXT).checkstring();
        return new CodeText(
                Arrays.copyOfRange(text.m_bytes, text.m_offset, text.m_offset + text.m_length),
                field(number, fields, PARAMETERS).toint(),
                field(number, fields, METHOD).toboolean(),
                field(number, fields, CHUNK).checkstring(),
                field(number, fields, LINE).toint(),
                upvalues);
    }

    private LuaValue field(long number, Map<LuaValue, LuaValue> fields, LuaString name) {
        LuaValue value = fields.get(name);
        boolean right = value != null
                && (name == TEXT || name == CHUNK
                        ? value instanceof LuaString
                        : name == METHOD ? value.isboolean() : value.isint());
        if (value == null || !right) {
            throw space.damaged("code #" + number + " lacks its " + name.tojstring());
        }
        return value;
    }
}
