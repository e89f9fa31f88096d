package luahome.home.value;

/** What makes a variable of persistent functions persistent. */
public interface CellPersistence extends Persistence {
    /** The variable is about to be assigned; a LuaError if that is refused. */
    void changed(Cell cell);
}
