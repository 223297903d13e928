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
/// <param name="Sha256">Of the values, little-endian, in C order.</param>
internal sealed record InspectedValues(string Type, IReadOnlyList<long> Shape, double? Min, double? Max, double? Mean, string Sha256)
{
    /// <summary>Standard deviation of all values as a population; null as the mean is, and where it was not computed.</summary>
    public double? Std { get; init; }

    /// <summary>Rows, columns, and channels where there are several.</summary>
    public static InspectedValues Of(RasterSamples image)
    {
        var (type, values) = image.Type switch
        {
            SampleType.EightBits => ("uint8", Array.ConvertAll(image.Values, value => (double)value)),
            SampleType.SixteenBits => ("uint16", Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(image.Values).ToArray(), value => (double)value)),
            _ => ("float32", Array.ConvertAll(MemoryMarshal.Cast<byte, float>(image.Values).ToArray(), value => (double)value)),
        };
        return image.Channels == 1 ? Of(type, image.Values, values, image.Height, image.Width) : Of(type, image.Values, values, image.Height, image.Width, image.Channels);
    }

    /// <param name="type">As NumPy calls it.</param>
    /// <param name="bytes">The values, little-endian, in C order.</param>
    /// <param name="values">The same as numbers.</param>
    /// <param name="shape">Outermost axis first.</param>
    public static InspectedValues Of(string type, byte[] bytes, double[] values, params long[] shape) =>
        new(type, shape, Finite(values.Min()), Finite(values.Max()), Finite(values.Average()), Hash(bytes)) { Std = Finite(Deviation(values)) };

    public static InspectedValues Of(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var plain = tensor.detach().cpu().contiguous();
        var wide = plain.to(torch.ScalarType.Float64);
        if (plain.numel() == 0) return new(NameOf(plain.dtype), plain.shape, null, null, null, Hash(plain.bytes));
        var (least, most, mean, deviation) = (wide.min().item<double>(), wide.max().item<double>(), wide.mean().item<double>(), wide.std(unbiased: false).item<double>());
        return new(NameOf(plain.dtype), plain.shape, Finite(least), Finite(most), Finite(mean), Hash(plain.bytes)) { Std = Finite(deviation) };
    }

    private static string NameOf(torch.ScalarType type) => type == torch.ScalarType.Byte ? "uint8" : type.ToString().ToLowerInvariant();

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
