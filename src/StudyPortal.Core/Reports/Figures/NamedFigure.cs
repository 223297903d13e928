namespace StudyPortal.Core.Reports.Figures;

/// <summary>A figure of a report.</summary>
/// <param name="Name">Of its files, without the ending.</param>
/// <param name="Content">What it shows, in a few words.</param>
/// <param name="Drawing">Its numbers are computed once for all formats, when first asked for.</param>
/// <param name="IsInBundle">False where a figure is made only for who asks for it by name.</param>
internal sealed record NamedFigure(string Name, string Content, Lazy<Figure> Drawing, bool IsInBundle = true)
{
    public NamedFigure(string name, string content, Func<Figure> draw) : this(name, content, new Lazy<Figure>(draw))
    {
    }
}
