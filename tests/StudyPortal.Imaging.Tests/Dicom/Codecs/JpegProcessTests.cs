using NetVips;
using StudyPortal.Imaging.Dicom.Codecs;

namespace StudyPortal.Imaging.Tests.Dicom.Codecs;

/// <summary>What no sample file has: the predictors, precisions, scans and restarts of JPEG.</summary>
public sealed class JpegProcessTests
{
    private const string Lossless = "1.2.840.10008.1.2.4.57", Baseline = "1.2.840.10008.1.2.4.50", Progressive = "1.2.840.10008.1.2.4.55";
    private const int Rows = 23, Columns = 17;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Every_predictor_gives_back_what_was_coded(int predictor)
    {
        AssertLossless(new(Rows, Columns, 1, 16) { Predictor = predictor }, 1, 16);
        AssertLossless(new(Rows, Columns, 3, 8) { Predictor = predictor }, 3, 8);
    }

    [Fact]
    public void Every_precision_from_2_to_16_bits_is_decoded()
    {
        for (var precision = 2; precision <= 16; precision++)
            AssertLossless(new(Rows, Columns, 1, precision) { Predictor = 4 }, 1, precision);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Rows_after_a_restart_are_predicted_anew(int components)
    {
        AssertLossless(new(Rows, Columns, components, 12) { Predictor = 7, RowsPerRestart = 1 }, components, 12);
        AssertLossless(new(Rows, Columns, components, 12) { Predictor = 7, RowsPerRestart = 4 }, components, 12);
    }

    [Fact]
    public void Components_in_scans_of_their_own_are_brought_together() =>
        AssertLossless(new(Rows, Columns, 3, 8) { Predictor = 5, InScansOfTheirOwn = true }, 3, 8);

    [Fact]
    public void A_point_transform_leaves_out_the_lowest_bits()
    {
        var samples = Samples(1, 12);
        var encoded = new LosslessJpeg(Rows, Columns, 1, 12) { Predictor = 6, PointTransform = 3 }.Encode(samples);

        Assert.Equal(samples.Select(sample => sample >> 3 << 3), Decoded(encoded, 1, 12));
    }

    [Fact]
    public void A_missing_restart_marker_is_refused()
    {
        var encoded = new LosslessJpeg(Rows, Columns, 1, 12) { RowsPerRestart = 4 }.Encode(Samples(1, 12));
        var restart = encoded.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD2]);
        encoded[restart + 1] = 0xD3;

        Assert.Equal("E_CORRUPT_CODESTREAM", Assert.Throws<ImageFormatException>(() => Decoded(encoded, 1, 12)).Code);
    }

    /// <summary>libjpeg's own decoding is the reference; chroma is compared in the mean, as its conversion to RGB rounds.</summary>
    [Theory]
    [InlineData(Baseline, 0, false, Enums.ForeignSubsample.Off)]
    [InlineData(Baseline, 1, false, Enums.ForeignSubsample.Off)]
    [InlineData(Baseline, 5, false, Enums.ForeignSubsample.On)]
    [InlineData(Progressive, 0, true, Enums.ForeignSubsample.Off)]
    [InlineData(Progressive, 3, true, Enums.ForeignSubsample.On)]
    public void Lossy_processes_agree_with_libjpeg_to_one_level(string transferSyntax, int restartInterval, bool interlace, Enums.ForeignSubsample subsampling)
    {
        foreach (var components in (int[])[1, 3])
        {
            var pixels = Array.ConvertAll(Smooth(components), sample => (byte)sample);
            using var image = Image.NewFromMemory(pixels, 41, 37, components, Enums.BandFormat.Uchar);
            using var typed = image.Copy(interpretation: components == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
            var encoded = typed.JpegsaveBuffer(q: 92, interlace: interlace, restartInterval: restartInterval, subsampleMode: subsampling);
            using var reference = Image.JpegloadBuffer(encoded);

            var decoded = FrameCodec.Decode(transferSyntax, encoded, new FrameShape(37, 41, components, 8, 8, false)).Pixels;

            var expected = reference.WriteToMemory<byte>();
            var actual = components == 1 ? decoded : Rgb(decoded);
            var distances = expected.Zip(actual, (known, found) => Math.Abs(known - found)).ToList();
            Assert.InRange(distances.Max(), 0, components == 1 ? 1 : 4);
            Assert.InRange(distances.Average(), 0, components == 1 ? 0.1 : 0.6);
        }
    }

    private static void AssertLossless(LosslessJpeg encoder, int components, int precision)
    {
        var samples = Samples(components, precision);
        Assert.Equal(samples, Decoded(encoder.Encode(samples), components, precision));
    }

    /// <summary>Every second row is noise over the whole range, so that differences of every size occur.</summary>
    private static int[] Samples(int components, int precision)
    {
        var random = new Random(20260103);
        return [.. Enumerable.Range(0, Rows * Columns * components).Select(index =>
            index / (Columns * components) % 2 == 0 ? random.Next(1 << precision) : index % (1 << precision))];
    }

    private static int[] Smooth(int components) =>
        [.. Enumerable.Range(0, 37 * 41 * components).Select(index => (int)(128 + 100 * Math.Sin(index / components % 41 / 6.0 + index % components) * Math.Cos(index / components / 41 / 9.0)))];

    private static int[] Decoded(byte[] encoded, int components, int precision)
    {
        var isWide = precision > 8;
        var pixels = FrameCodec.Decode(Lossless, encoded, new FrameShape(Rows, Columns, components, isWide ? 16 : 8, precision, false)).Pixels;
        return [.. Enumerable.Range(0, Rows * Columns * components).Select(index => isWide ? BitConverter.ToUInt16(pixels, 2 * index) : pixels[index])];
    }

    private static byte[] Rgb(byte[] ybr)
    {
        var rgb = new byte[ybr.Length];
        for (var at = 0; at < ybr.Length; at += 3)
        {
            double y = ybr[at], b = ybr[at + 1] - 128, r = ybr[at + 2] - 128;
            (rgb[at], rgb[at + 1], rgb[at + 2]) = (Byte(y + 1.402 * r), Byte(y - 0.344136 * b - 0.714136 * r), Byte(y + 1.772 * b));
        }
        return rgb;

        static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
    }
}
