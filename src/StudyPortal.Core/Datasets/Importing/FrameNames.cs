using System.Globalization;

namespace StudyPortal.Core.Datasets;

/// <summary>Names for the frames of a file, as the parts of a file are named: path#3 is its third frame.</summary>
internal static class FrameNames
{
    private const char Mark = '#';

    /// <param name="frame">From 0.</param>
    public static string Of(string file, int frame) => string.Create(CultureInfo.InvariantCulture, $"{file}{Mark}{frame + 1}");

    /// <summary>The file and the frame, from 0; the first of a file that is named as a whole.</summary>
    public static (string File, int Frame) Split(string folder, string name)
    {
        var mark = name.LastIndexOf(Mark);
        return mark > 0 && int.TryParse(name.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && !File.Exists(Path.Combine(folder, name))
            ? (name[..mark], number - 1)
            : (name, 0);
    }
}
