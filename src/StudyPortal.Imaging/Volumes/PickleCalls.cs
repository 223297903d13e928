namespace StudyPortal.Imaging.Volumes;

/// <summary>What the few names of a pickled numpy array stand for. They make values; nothing is called.</summary>
internal static class PickleCalls
{
    /// <exception cref="ImageFormatException">E_UNSAFE_PICKLE: any other name.</exception>
    public static PickleGlobal Find(string module, string name) => (module, name) switch
    {
        ("numpy.core.multiarray" or "numpy._core.multiarray", "_reconstruct")
            or ("numpy.core.numeric" or "numpy._core.numeric", "_frombuffer")
            or ("numpy", "ndarray" or "dtype")
            or ("_codecs", "encode") => new(module, name),
        _ => throw new ImageFormatException(ImageFault.UnsafePickle, $"The pickle asks for {Plain(module)}.{Plain(name)}; only numpy arrays of numbers are read, and nothing is executed."),
    };

    public static object Call(PickleGlobal function, object?[] arguments) => (function.Name, arguments) switch
    {
        ("_reconstruct", [PickleGlobal { Name: "ndarray" }, ..]) => new PickleArray(),
        ("_frombuffer", [PickleBytes data, PickleType type, object?[] sides, PickleText { Short: "C" or "F" } order]) =>
            new PickleArray { Data = data, Type = type, Sides = Sides(sides), IsFortran = order.Short == "F" },
        ("dtype", [PickleText { Short: { } code }, ..]) => new PickleType(TypeOf(code)),
        ("encode", [PickleText text, PickleText { Short: "latin1" }]) => text,
        _ => throw Misfit($"calls {function.Module}.{function.Name} with arguments that do not fit"),
    };

    /// <summary>A dtype is given its byte order, an array everything.</summary>
    public static void Build(object? target, object? state)
    {
        if (target is PickleType type && state is object?[] and [long, PickleText { Short: { } order }, null, null, null, ..])
            type.IsBigEndian = order == ">";
        else if (target is PickleArray array && state is object?[] given and [long, object?[] sides, PickleType of, bool isFortran, PickleBytes or PickleText])
            (array.Sides, array.Type, array.IsFortran, array.Data) = (Sides(sides), of, isFortran, given[^1]);
        else
            throw Misfit("builds something other than an array of numbers");
    }

    private static VoxelType TypeOf(string code) => code switch
    {
        "i1" => VoxelType.Signed8,
        "u1" => VoxelType.Unsigned8,
        "i2" => VoxelType.Signed16,
        "u2" => VoxelType.Unsigned16,
        "i4" => VoxelType.Signed32,
        "u4" => VoxelType.Unsigned32,
        "i8" => VoxelType.Signed64,
        "u8" => VoxelType.Unsigned64,
        "f4" => VoxelType.Floating32,
        "f8" => VoxelType.Floating64,
        _ => throw new ImageFormatException(ImageFault.UnsupportedFormat, $"An array of dtype {Plain(code)}; whole numbers of 8 to 64 bits and floating numbers of 32 and 64 bits are read."),
    };

    private static long[] Sides(object?[] sides) => [.. sides.Select(side => side is long number ? number : throw Misfit("gives an array a shape that is not whole numbers"))];

    private static ImageFormatException Misfit(string what) => new(ImageFault.UnsafePickle, $"The pickle {what}.");

    /// <summary>Names come from the file: short and printable is enough to find them by.</summary>
    private static string Plain(string name) => new([.. name.Take(80).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '?')]);
}
