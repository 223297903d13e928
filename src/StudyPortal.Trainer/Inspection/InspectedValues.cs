using System.Runtime.InteropServices;
using System.Security.Cryptography;
using StudyPortal.Imaging.Raster;
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
    /// <summary>Rows, columns, and channels where there are several.</summary>
    public static InspectedValues Of(RasterSamples image)
    {
        long[] shape = image.Channels == 1 ? [image.Height, image.Width] : [image.Height, image.Width, image.Channels];
        return image.Type switch
        {
            SampleType.EightBits => Of("uint8", shape, Array.ConvertAll(image.Values, value => (double)value), image.Values),
            SampleType.SixteenBits => Of("uint16", shape, Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(image.Values).ToArray(), value => (double)value), image.Values),
            _ => Of("float32", shape, Array.ConvertAll(MemoryMarshal.Cast<byte, float>(image.Values).ToArray(), value => (double)value), image.Values),
        };
    }

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

    private static double Deviation(int[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
