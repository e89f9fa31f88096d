package luahome.lua.text;

import luahome.lua.value.LuaNumbers;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/**
 * What an operator that Lua 5.3 added does: an instruction that LuaJ's machine does not have. The numbers are floats, so
 * results are exact within 2^53; the bits of an operand are those of its 64-bit integer. A LuaError where an operand is
 * no number, or none that is an integer, and has no metamethod; that one cannot yield.
 */
final class OperatorFunction extends VarArgFunction {
    private final OperatorCalls.Operator operator;
    private final LuaString event;

    OperatorFunction(OperatorCalls.Operator operator) {
        this.operator = operator;
        event = LuaString.valueOf(operator.event());
    }

    @Override
    public Varargs invoke(Varargs operands) {
        LuaValue x = operands.arg1();
        LuaValue y = operator.isUnary() ? x : operands.arg(2);
        LuaValue left = number(x);
        LuaValue right = number(y);
        if (left == null || right == null) {
            return handled(x, y, left == null ? x : y);
        }
        double l = left.todouble();
        double r = right.todouble();
        if (operator == OperatorCalls.Operator.FLOOR_DIVIDE) {
            return LuaValue.valueOf(Math.floor(l / r));
        }
        if (!isInteger(l) || !isInteger(r)) {
            throw new LuaError("number has no integer representation");
        }
        return LuaValue.valueOf((double) operator.bits((long) l, (long) r));
    }

    private Varargs handled(LuaValue x, LuaValue y, LuaValue culprit) {
        LuaValue handler = handler(x);
        handler = handler.isnil() ? handler(y) : handler;
        if (handler.isnil()) {
            throw new LuaError("attempt to perform "
                    + (operator == OperatorCalls.Operator.FLOOR_DIVIDE ? "arithmetic" : "bitwise operation") + " on a "
                    + culprit.typename() + " value");
        }
        return handler.invoke(x, y, LuaValue.NONE).arg1();
    }

    private LuaValue handler(LuaValue operand) {
        LuaValue metatable = operand.getmetatable();
        return metatable == null ? NIL : metatable.rawget(event);
    }

    private static @Nullable LuaValue number(LuaValue operand) {
        if (operand instanceof LuaNumber) {
            return operand;
        }
        return operand instanceof LuaString text ? LuaNumbers.parse(text) : null;
    }

    private static boolean isInteger(double number) {
        return number == Math.rint(number) && number >= -0x1p63 && number < 0x1p63;
    }
}
