using static TorchSharp.torch;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>Element types a weight file may hold.</summary>
internal sealed record StorageType(string PyTorchName, string SafetensorsName, ScalarType Scalar, int ElementBytes)
{
    private static readonly StorageType[] All =
    [
        new("FloatStorage", "F32", ScalarType.Float32, 4),
        new("DoubleStorage", "F64", ScalarType.Float64, 8),
        new("HalfStorage", "F16", ScalarType.Float16, 2),
        new("BFloat16Storage", "BF16", ScalarType.BFloat16, 2),
        new("LongStorage", "I64", ScalarType.Int64, 8),
        new("IntStorage", "I32", ScalarType.Int32, 4),
        new("ShortStorage", "I16", ScalarType.Int16, 2),
        new("CharStorage", "I8", ScalarType.Int8, 1),
        new("ByteStorage", "U8", ScalarType.Byte, 1),
        new("BoolStorage", "BOOL", ScalarType.Bool, 1),
    ];

    public bool IsFloat => Scalar is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    public static StorageType? FromPyTorch(string name) => Array.Find(All, type => type.PyTorchName == name);

    public static StorageType? FromSafetensors(string name) => Array.Find(All, type => type.SafetensorsName == name);

    public static StorageType Of(ScalarType scalar) => Array.Find(All, type => type.Scalar == scalar)
        ?? throw new ArgumentException($"Tensors of type {scalar} cannot be written to a weight file.", nameof(scalar));
}
