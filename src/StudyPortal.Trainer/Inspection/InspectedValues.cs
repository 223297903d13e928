using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TorchSharp;

namespace StudyPortal.Trainer.Inspection;

/// <summary>What numbers look like, and a name for exactly these numbers.</summary>
/// <param name="Type">As NumPy calls it.</param>
/// <param name="Shape">Outermost axis first; images are rows, columns.</param>
/// <param name="Min">Of all values; null where there are none, or where one is not a number.</param>
/// <param name="Max">Likewise.</param>
/// <param name="Mean">Likewise.</param>
/// <param name="Std">The standard deviation of the values themselves, not of a sample; likewise.</param>
/// <param name="Sha256">Of the values, little-endian, in C order.</param>
internal sealed record InspectedValues(string Type, IReadOnlyList<long> Shape, double? Min, double? Max, double? Mean, double? Std, string Sha256)
{
    /// <summary>Whole numbers of 8 or 16 bits.</summary>
    public static InspectedValues Of(ushort[] values, int bits, params long[] shape) =>
        Of($"uint{bits}", shape, Array.ConvertAll(values, value => (double)value), bits == 8 ? Array.ConvertAll(values, value => (byte)value) : MemoryMarshal.AsBytes<ushort>(values));

    /// <param name="bytes">The values as their type has them.</param>
    public static InspectedValues Of(string type, IReadOnlyList<long> shape, double[] values, ReadOnlySpan<byte> bytes)
    {
        var mean = values.Average();
        return new(type, shape, Finite(values.Min()), Finite(values.Max()), Finite(mean), Finite(Math.Sqrt(values.Average(value => (value - mean) * (value - mean)))), Hash(bytes));
    }

    public static InspectedValues Of(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var plain = tensor.detach().cpu().contiguous();
        var wide = plain.to(torch.ScalarType.Float64);
        var (least, most, mean, deviation) = plain.numel() == 0
            ? (double.NaN, double.NaN, double.NaN, double.NaN)
            : (wide.min().item<double>(), wide.max().item<double>(), wide.mean().item<double>(), wide.std(unbiased: false).item<double>());
        return new(NameOf(plain.dtype), plain.shape, Finite(least), Finite(most), Finite(mean), Finite(deviation), Hash(plain.bytes));
    }

    private static string NameOf(torch.ScalarType type) => type == torch.ScalarType.Byte ? "uint8" : type.ToString().ToLowerInvariant();

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
