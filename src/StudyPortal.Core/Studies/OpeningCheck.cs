namespace StudyPortal.Core.Studies;

/// <summary>One thing that must hold before a study can open.</summary>
/// <param name="Title">What, in a few words.</param>
/// <param name="Passed">Whether it holds now.</param>
/// <param name="Detail">The figures, or what to do.</param>
public sealed record OpeningCheck(string Title, bool Passed, string Detail)
{
    internal static IReadOnlyList<OpeningCheck> Of(int readers, StudyMaps maps)
    {
        var needed = maps.Found.Count + maps.Missing.Count;
        return
        [
            new("Readers", readers > 0, readers > 0 ? $"{readers} invited" : "Add at least one reader."),
            new("Maps", maps.Missing.Count == 0, maps.Missing.Count == 0
                ? $"{needed} maps, one rendering"
                : $"{maps.Missing.Count} of {needed} maps are missing. Make them first."),
        ];
    }
}
