namespace StudyPortal.Core.Studies;

/// <summary>One thing that must hold before a study can be read.</summary>
/// <param name="Title">What, in a few words.</param>
/// <param name="Passed">Whether it holds now; null where only opening can tell, which looks for itself.</param>
/// <param name="Detail">The figures, or what to do.</param>
public sealed record OpeningCheck(string Title, bool? Passed, string Detail)
{
    public const string Maps = "Maps";
    public const string Files = "Files";
    public const string Leaks = "Leak test";
}
