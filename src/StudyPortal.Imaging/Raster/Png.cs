using NetVips;

namespace StudyPortal.Imaging.Raster;

internal static class Png
{
    private const int Compression = 6;

    public static byte[] Encode(byte[] samples, int width, int height, int bands)
    {
        using var image = Image.NewFromMemory(samples, width, height, bands, Enums.BandFormat.Uchar);
        return Save(image, bands == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    public static byte[] Encode(ushort[] samples, int width, int height, int bands)
    {
        using var image = Image.NewFromMemory(samples, width, height, bands, Enums.BandFormat.Ushort);
        return Save(image, bands == 1 ? Enums.Interpretation.Grey16 : Enums.Interpretation.Rgb16);
    }

    private static byte[] Save(Image image, Enums.Interpretation interpretation)
    {
        using var labelled = image.Copy(interpretation: interpretation);
        return labelled.PngsaveBuffer(Compression, keep: Enums.ForeignKeep.None);
    }
}
