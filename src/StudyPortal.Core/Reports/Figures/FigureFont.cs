using ScottPlot;
using SkiaSharp;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>The typeface of every figure, carried in the assembly: a server may have no fonts at all, and another font would change the bytes.</summary>
internal sealed class FigureFont : IFontResolver
{
    /// <summary>Metric-compatible with Arial, which a viewer of the SVG may show in its place.</summary>
    public const string Name = "Arimo";

    private static readonly Lock Registering = new();
    private static bool _registered;

    /// <summary>The file of the one weight that figures use.</summary>
    public static byte[] Bytes { get; } = Load("Arimo-Regular.ttf");

    public static SKTypeface Regular { get; } = SKTypeface.FromStream(new MemoryStream(Bytes));

    /// <summary>Makes the typeface known to ScottPlot; once is enough.</summary>
    public static void Register()
    {
        lock (Registering)
        {
            if (_registered) return;
            Fonts.FontResolvers.Insert(0, new FigureFont());
            Fonts.Default = Name;
            _registered = true;
        }
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Name ? Regular : null;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Regular : null;

    private static byte[] Load(string file)
    {
        using var stream = typeof(FigureFont).Assembly.GetManifestResourceStream("fonts/" + file)
            ?? throw new InvalidOperationException($"The assembly does not hold the typeface {file}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
