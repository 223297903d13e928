using System.Globalization;

namespace StudyPortal.Core.Datasets;

/// <summary>A case that is part of a file, named <c>path#numbers</c>; what the numbers mean is its adapter's own.</summary>
internal static class PartOfFile
{
    public static string Name(string path, params ReadOnlySpan<int> numbers)
    {
        // Slices of one file sort by number when they are sorted as text.
        var name = $"{path}#{numbers[0].ToString("D4", CultureInfo.InvariantCulture)}";
        foreach (var number in numbers[1..]) name += $",{number.ToString(CultureInfo.InvariantCulture)}";
        return name;
    }

    /// <summary>The path and the numbers of a name that this class made.</summary>
    public static (string Path, int[] Numbers) Read(string name)
    {
        var at = name.LastIndexOf('#');
        return (name[..at], [.. name[(at + 1)..].Split(',').Select(number => int.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))]);
    }
}
