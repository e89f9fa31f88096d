package luahome.lua.run;

import luahome.home.value.Cell;
import luahome.home.value.Code;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Upvaldesc;

/**
 * The instructions of Lua 5.2. HotSpot never compiles a method of more than 8,000 bytecodes, so {@link #run} holds the
 * short common cases only; everything else is in {@link Operations} and {@link Interpreter}.
 *
 * <p>It is long because it is a switch over all instructions, which must stand in one method to be compiled as one.
 */
final class Loop {
    private static final int JUMP_BIAS = 0x1ffff;

    private Loop() {}

    /**
     * Runs one Lua frame until it calls, returns, yields or ends; or lets a built-in function take its next step.
     *
     * @return the frame to go on with; null to leave the run loop
     */
    static @Nullable Frame run(Interpreter vm, Frame f) {
        final boolean attended = vm.attention;
        if (attended) {
            vm.attend(f);
        }
        final HomeFunction function = f.function;
        if (function == null) {
            return CallRequestRunner.proceed(vm, f);
        }
        final Code p = f.prototype();
        if (p != function.prototype()) {
            throw new LuaError("the function was edited after it was called");
        }
        final Cell[] cells = function.cells();
        final int[] code = attended ? vm.attendedCode(f) : p.code;
        final LuaValue[] k = p.k;
        final LuaValue[] r = f.registers;
        int pc = f.pc;
        for (; ; ) {
            int i = code[pc++];
            final int a = (i >> 6) & 0xff;
            int b;
            int c;
            switch (i & 0x3f) {
                case Lua.OP_MOVE:
                    r[a] = r[i >>> 23];
                    continue;
                case Lua.OP_LOADK:
                    r[a] = k[i >>> 14];
                    continue;
                case Lua.OP_LOADKX:
                    r[a] = k[code[pc++] >>> 6];
                    continue;
                case Lua.OP_LOADBOOL:
                    r[a] = i >>> 23 != 0 ? LuaValue.TRUE : LuaValue.FALSE;
                    if ((i & (0x1ff << 14)) != 0) {
                        pc++;
                    }
                    continue;
                case Lua.OP_LOADNIL:
                    for (b = i >>> 23; b >= 0; b--) {
                        r[a + b] = LuaValue.NIL;
                    }
                    continue;
                case Lua.OP_GETUPVAL:
                    r[a] = cells[i >>> 23].get();
                    continue;
                case Lua.OP_GETTABUP: {
                    f.pc = pc;
                    LuaValue o = cells[i >>> 23].get();
                    LuaValue key = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    LuaValue v;
                    if (!(o instanceof HomeTable) || (v = ((HomeTable) o).rawget(key)) == LuaValue.NIL) {
                        Frame next = Operations.missing(vm, f, i, o, key);
                        if (next != f) {
                            return next;
                        }
                        continue;
                    }
                    r[a] = v;
                    continue;
                }
                case Lua.OP_GETTABLE: {
                    f.pc = pc;
                    LuaValue o = r[i >>> 23];
                    LuaValue key = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    LuaValue v;
                    if (!(o instanceof HomeTable) || (v = ((HomeTable) o).rawget(key)) == LuaValue.NIL) {
                        Frame next = Operations.missing(vm, f, i, o, key);
                        if (next != f) {
                            return next;
                        }
                        continue;
                    }
                    r[a] = v;
                    continue;
                }
                case Lua.OP_SETTABUP: {
                    f.pc = pc;
                    LuaValue key = (b = i >>> 23) > 0xff ? k[b & 0xff] : r[b];
                    LuaValue v = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    Frame next = Operations.assign(vm, f, i, cells[a].get(), key, v);
                    if (next != f) {
                        return next;
                    }
                    continue;
                }
                case Lua.OP_SETUPVAL:
                    f.pc = pc;
                    cells[i >>> 23].set(r[a]);
                    continue;
                case Lua.OP_SETTABLE: {
                    f.pc = pc;
                    LuaValue key = (b = i >>> 23) > 0xff ? k[b & 0xff] : r[b];
                    LuaValue v = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    Frame next = Operations.assign(vm, f, i, r[a], key, v);
                    if (next != f) {
                        return next;
                    }
                    continue;
                }
                case Lua.OP_NEWTABLE:
                    r[a] = Operations.newTable(i >>> 23, (i >> 14) & 0x1ff);
                    continue;
                case Lua.OP_SELF: {
                    f.pc = pc;
                    LuaValue o = r[i >>> 23];
                    LuaValue key = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    r[a + 1] = o;
                    LuaValue v;
                    if (!(o instanceof HomeTable) || (v = ((HomeTable) o).rawget(key)) == LuaValue.NIL) {
                        Frame next = Operations.missing(vm, f, i, o, key);
                        if (next != f) {
                            return next;
                        }
                        continue;
                    }
                    r[a] = v;
                    continue;
                }
                case Lua.OP_ADD: {
                    LuaValue x = (b = i >>> 23) > 0xff ? k[b & 0xff] : r[b];
                    LuaValue y = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    if (x instanceof LuaInteger && y instanceof LuaInteger) {
                        r[a] = LuaInteger.valueOf((long) ((LuaInteger) x).v + ((LuaInteger) y).v);
                    } else if (x instanceof LuaDouble && y instanceof LuaDouble) {
                        r[a] = LuaDouble.valueOf(x.todouble() + y.todouble());
                    } else {
                        f.pc = pc;
                        Frame next = Operations.arithmetic(vm, f, i, x, y);
                        if (next != f) {
                            return next;
                        }
                    }
                    continue;
                }
                case Lua.OP_SUB: {
                    LuaValue x = (b = i >>> 23) > 0xff ? k[b & 0xff] : r[b];
                    LuaValue y = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    if (x instanceof LuaInteger && y instanceof LuaInteger) {
                        r[a] = LuaInteger.valueOf((long) ((LuaInteger) x).v - ((LuaInteger) y).v);
                    } else if (x instanceof LuaDouble && y instanceof LuaDouble) {
                        r[a] = LuaDouble.valueOf(x.todouble() - y.todouble());
                    } else {
                        f.pc = pc;
                        Frame next = Operations.arithmetic(vm, f, i, x, y);
                        if (next != f) {
                            return next;
                        }
                    }
                    continue;
                }
                case Lua.OP_MUL: {
                    LuaValue x = (b = i >>> 23) > 0xff ? k[b & 0xff] : r[b];
                    LuaValue y = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    if (x instanceof LuaInteger && y instanceof LuaInteger) {
                        r[a] = LuaInteger.valueOf((long) ((LuaInteger) x).v * ((LuaInteger) y).v);
                    } else if (x instanceof LuaDouble && y instanceof LuaDouble) {
                        r[a] = LuaDouble.valueOf(x.todouble() * y.todouble());
                    } else {
                        f.pc = pc;
                        Frame next = Operations.arithmetic(vm, f, i, x, y);
                        if (next != f) {
                            return next;
                        }
                    }
                    continue;
                }
                case Lua.OP_DIV:
                case Lua.OP_MOD:
                case Lua.OP_POW: {
                    f.pc = pc;
                    LuaValue x = (b = i >>> 23) > 0xff ? k[b & 0xff] : r[b];
                    LuaValue y = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    Frame next = Operations.arithmetic(vm, f, i, x, y);
                    if (next != f) {
                        return next;
                    }
                    continue;
                }
                case Lua.OP_UNM: {
                    f.pc = pc;
                    Frame next = Operations.negate(vm, f, i, r[i >>> 23]);
                    if (next != f) {
                        return next;
                    }
                    continue;
                }
                case Lua.OP_NOT: {
                    LuaValue x = r[i >>> 23];
                    r[a] = x == LuaValue.NIL || x == LuaValue.FALSE ? LuaValue.TRUE : LuaValue.FALSE;
                    continue;
                }
                case Lua.OP_LEN: {
                    f.pc = pc;
                    Frame next = Operations.length(vm, f, i, r[i >>> 23]);
                    if (next != f) {
                        return next;
                    }
                    continue;
                }
                case Lua.OP_CONCAT: {
                    f.pc = pc;
                    Frame next = Concatenation.concat(vm, f, i, (i >> 14) & 0x1ff);
                    if (next != f) {
                        return next;
                    }
                    continue;
                }
                case Lua.OP_JMP:
                    break;
                case Lua.OP_EQ: {
                    LuaValue x = (b = i >>> 23) > 0xff ? k[b & 0xff] : r[b];
                    LuaValue y = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    boolean yes;
                    if (x == y) {
                        yes = !(x instanceof LuaDouble) || x.todouble() == x.todouble();
                    } else if (x instanceof LuaInteger || x instanceof LuaString || x == LuaValue.NIL) {
                        yes = x.raweq(y);
                    } else {
                        f.pc = pc;
                        Frame next = Comparison.equal(vm, f, i, x, y);
                        if (next != f) {
                            return next;
                        }
                        pc = f.pc;
                        continue;
                    }
                    if (yes != (a != 0)) {
                        pc++;
                        continue;
                    }
                    i = code[pc++];
                    break;
                }
                case Lua.OP_LT: {
                    LuaValue x = (b = i >>> 23) > 0xff ? k[b & 0xff] : r[b];
                    LuaValue y = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    boolean yes;
                    if (x instanceof LuaInteger && y instanceof LuaInteger) {
                        yes = ((LuaInteger) x).v < ((LuaInteger) y).v;
                    } else if (x instanceof LuaDouble && y instanceof LuaDouble) {
                        yes = x.todouble() < y.todouble();
                    } else {
                        f.pc = pc;
                        Frame next = Comparison.lessThan(vm, f, i, x, y);
                        if (next != f) {
                            return next;
                        }
                        pc = f.pc;
                        continue;
                    }
                    if (yes != (a != 0)) {
                        pc++;
                        continue;
                    }
                    i = code[pc++];
                    break;
                }
                case Lua.OP_LE: {
                    LuaValue x = (b = i >>> 23) > 0xff ? k[b & 0xff] : r[b];
                    LuaValue y = (c = (i >> 14) & 0x1ff) > 0xff ? k[c & 0xff] : r[c];
                    boolean yes;
                    if (x instanceof LuaInteger && y instanceof LuaInteger) {
                        yes = ((LuaInteger) x).v <= ((LuaInteger) y).v;
                    } else if (x instanceof LuaDouble && y instanceof LuaDouble) {
                        yes = x.todouble() <= y.todouble();
                    } else {
                        f.pc = pc;
                        Frame next = Comparison.lessOrEqual(vm, f, i, x, y);
                        if (next != f) {
                            return next;
                        }
                        pc = f.pc;
                        continue;
                    }
                    if (yes != (a != 0)) {
                        pc++;
                        continue;
                    }
                    i = code[pc++];
                    break;
                }
                case Lua.OP_TEST: {
                    LuaValue x = r[a];
                    if ((x != LuaValue.NIL && x != LuaValue.FALSE) != ((i & (0x1ff << 14)) != 0)) {
                        pc++;
                        continue;
                    }
                    i = code[pc++];
                    break;
                }
                case Lua.OP_TESTSET: {
                    LuaValue x = r[i >>> 23];
                    if ((x != LuaValue.NIL && x != LuaValue.FALSE) != ((i & (0x1ff << 14)) != 0)) {
                        pc++;
                        continue;
                    }
                    r[a] = x;
                    i = code[pc++];
                    break;
                }
                case Lua.OP_CALL: {
                    f.pc = pc;
                    f.call = i;
                    LuaValue fn = r[a];
                    b = i >>> 23;
                    if (fn instanceof HomeFunction && b != 0) {
                        return vm.enter(f, (HomeFunction) fn, r, a + 1, b - 1);
                    }
                    Frame next = vm.callFrom(f, fn, i);
                    if (next != f) {
                        return next;
                    }
                    continue;
                }
                case Lua.OP_TAILCALL:
                    f.pc = pc;
                    f.call = i;
                    return vm.tailCall(f, r[a], i);
                case Lua.OP_RETURN: {
                    b = i >>> 23;
                    Frame to = f.prev;
                    if ((b == 1 || b == 2)
                            && to != null
                            && to.kind == Frame.LUA
                            && ((c = to.call & Frame.WANTED) == Frame.ONE_RESULT || c == Frame.NO_RESULT)) {
                        LuaValue v = b == 1 ? LuaValue.NIL : r[a];
                        if (f.openCount != 0) {
                            f.close(0);
                        }
                        f.registers = Frame.NO_REGISTERS;
                        if (p.is_vararg != 0) {
                            f.varargs = LuaValue.NONE;
                        }
                        if (c == Frame.ONE_RESULT) {
                            to.registers[(to.call >> 6) & 0xff] = v;
                        }
                        return to;
                    }
                    return vm.leave(f, a, b);
                }
                case Lua.OP_FORLOOP: {
                    LuaValue index = r[a];
                    LuaValue limit = r[a + 1];
                    LuaValue step = r[a + 2];
                    if (index instanceof LuaInteger && limit instanceof LuaInteger && step instanceof LuaInteger) {
                        int d = ((LuaInteger) step).v;
                        long n = (long) ((LuaInteger) index).v + d;
                        if (d > 0 ? n <= ((LuaInteger) limit).v : n >= ((LuaInteger) limit).v) {
                            LuaValue v = LuaInteger.valueOf((int) n);
                            r[a] = v;
                            r[a + 3] = v;
                            pc += (i >>> 14) - JUMP_BIAS;
                        }
                    } else if (Operations.forLoop(r, a)) {
                        pc += (i >>> 14) - JUMP_BIAS;
                    }
                    if (vm.attention) {
                        f.pc = pc;
                        vm.attendJump();
                    }
                    continue;
                }
                case Lua.OP_FORPREP:
                    f.pc = pc;
                    Operations.forPrepare(vm, f, r, a);
                    pc += (i >>> 14) - JUMP_BIAS;
                    continue;
                case Lua.OP_TFORCALL: {
                    f.pc = pc;
                    f.call = i;
                    LuaValue fn = r[a];
                    if (fn instanceof HomeFunction) {
                        return vm.enter(f, (HomeFunction) fn, r, a + 1, 2);
                    }
                    Frame next = vm.iterate(f, fn, a, (i >> 14) & 0x1ff);
                    if (next != f) {
                        return next;
                    }
                    continue;
                }
                case Lua.OP_TFORLOOP:
                    if (r[a + 1] != LuaValue.NIL) {
                        r[a] = r[a + 1];
                        pc += (i >>> 14) - JUMP_BIAS;
                        if (vm.attention) {
                            f.pc = pc;
                            vm.attendJump();
                        }
                    }
                    continue;
                case InstructionTrap.OPERATION:
                    f.pc = pc--;
                    vm.trapped(f);
                    continue;
                case Lua.OP_SETLIST:
                    f.pc = pc;
                    c = (i >> 14) & 0x1ff;
                    if (c == 0) {
                        c = code[pc++];
                    }
                    Operations.setList(f, r, a, i >>> 23, (c - 1) * Lua.LFIELDS_PER_FLUSH);
                    continue;
                case Lua.OP_CLOSURE: {
                    Code inner = p.inner()[i >>> 14];
                    Upvaldesc[] wanted = inner.upvalues;
                    Cell[] captured = new Cell[wanted.length];
                    for (b = 0; b < captured.length; b++) {
                        Upvaldesc d = wanted[b];
                        captured[b] = d.instack ? f.cell(d.idx) : cells[d.idx];
                    }
                    r[a] = inner.closure(captured);
                    continue;
                }
                case Lua.OP_VARARG:
                    b = i >>> 23;
                    if (b == 0) {
                        f.multi = f.varargs;
                        f.multiBase = a;
                    } else {
                        for (c = 1; c < b; c++) {
                            r[a + c - 1] = f.varargs.arg(c);
                        }
                    }
                    continue;
                default:
                    throw new IllegalStateException("instruction " + (i & 0x3f));
            }
            // A jump: i is one, or the one that the compiler puts behind every test.
            pc += (i >>> 14) - JUMP_BIAS;
            b = (i >> 6) & 0xff;
            if (b > 0) {
                f.close(b - 1);
            }
            if ((i >>> 14) < JUMP_BIAS && vm.attention) {
                f.pc = pc;
                vm.attendJump();
            }
        }
    }
}
