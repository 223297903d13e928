using System.Buffers.Binary;
using System.Security.Cryptography;
using TorchSharp;

namespace StudyPortal.Trainer.Inspection;

/// <summary>What numbers look like, and a name for exactly these numbers.</summary>
/// <param name="Type">As NumPy calls it.</param>
/// <param name="Shape">Outermost axis first; images are rows, columns.</param>
/// <param name="Min">Of all values; null where there are none, or where one is not a number.</param>
/// <param name="Max">Likewise.</param>
/// <param name="Mean">Likewise.</param>
/// <param name="Sha256">Of the values, little-endian, in C order.</param>
internal sealed record InspectedValues(string Type, IReadOnlyList<long> Shape, double? Min, double? Max, double? Mean, string Sha256)
{
    /// <summary>Whole numbers of 8 or 16 bits.</summary>
    public static InspectedValues Of(int[] values, int bits, bool isSigned, params long[] shape)
    {
        var bytes = new byte[values.Length * (bits / 8)];
        if (bits == 8)
            for (var i = 0; i < values.Length; i++) bytes[i] = unchecked((byte)values[i]);
        else
            for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), unchecked((ushort)values[i]));
        return new($"{(isSigned ? "int" : "uint")}{bits}", shape, values.Min(), values.Max(), values.Average(), Hash(bytes));
    }

    /// <param name="type">As NumPy calls it.</param>
    /// <param name="bytes">The values, little-endian, in C order.</param>
    /// <param name="values">The same as numbers.</param>
    /// <param name="shape">Outermost axis first.</param>
    public static InspectedValues Of(string type, byte[] bytes, double[] values, params long[] shape) =>
        new(type, shape, Finite(values.Min()), Finite(values.Max()), Finite(values.Average()), Hash(bytes));

    public static InspectedValues Of(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var plain = tensor.detach().cpu().contiguous();
        var wide = plain.to(torch.ScalarType.Float64);
        var (least, most, mean) = plain.numel() == 0 ? (double.NaN, double.NaN, double.NaN) : (wide.min().item<double>(), wide.max().item<double>(), wide.mean().item<double>());
        return new(NameOf(plain.dtype), plain.shape, Finite(least), Finite(most), Finite(mean), Hash(plain.bytes));
    }

    private static string NameOf(torch.ScalarType type) => type == torch.ScalarType.Byte ? "uint8" : type.ToString().ToLowerInvariant();

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
