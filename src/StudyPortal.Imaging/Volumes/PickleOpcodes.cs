namespace StudyPortal.Imaging.Volumes;

/// <summary>The opcodes that are not evaluated, under the names of Python's pickle module.</summary>
internal static class PickleOpcodes
{
    private static readonly Dictionary<byte, string> Values = new()
    {
        [(byte)'}'] = "a dictionary", [(byte)'d'] = "a dictionary", [(byte)']'] = "a list", [(byte)'l'] = "a list",
        [0x8f] = "a set", [0x91] = "a set", [(byte)'G'] = "a floating number", [(byte)'F'] = "a floating number",
    };

    private static readonly Dictionary<byte, string> Refused = new()
    {
        [(byte)'0'] = "POP", [(byte)'1'] = "POP_MARK", [(byte)'2'] = "DUP", [(byte)'I'] = "INT", [(byte)'L'] = "LONG", [(byte)'P'] = "PERSID",
        [(byte)'Q'] = "BINPERSID", [(byte)'S'] = "STRING", [(byte)'T'] = "BINSTRING", [(byte)'U'] = "SHORT_BINSTRING", [(byte)'V'] = "UNICODE",
        [(byte)'a'] = "APPEND", [(byte)'e'] = "APPENDS", [(byte)'g'] = "GET", [(byte)'i'] = "INST", [(byte)'o'] = "OBJ", [(byte)'p'] = "PUT",
        [(byte)'s'] = "SETITEM", [(byte)'u'] = "SETITEMS", [0x81] = "NEWOBJ", [0x82] = "EXT1", [0x83] = "EXT2", [0x84] = "EXT4",
        [0x8b] = "LONG4", [0x90] = "ADDITEMS", [0x92] = "NEWOBJ_EX", [0x97] = "NEXT_BUFFER", [0x98] = "READONLY_BUFFER",
    };

    public static ImageFormatException Refusal(byte opcode, long offset) => Values.TryGetValue(opcode, out var value)
        ? new(ImageFault.UnsupportedFormat, $"The pickle holds {value}; one numpy array of numbers was expected.", offset: offset)
        : new(ImageFault.UnsafePickle, $"The pickle uses the opcode {(Refused.TryGetValue(opcode, out var name) ? $"{name} (0x{opcode:x2})" : $"0x{opcode:x2}")}, which an array of numbers does not need.", offset: offset);
}
