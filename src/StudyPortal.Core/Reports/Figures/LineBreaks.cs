using System.Text;
using SkiaSharp;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>Breaks a text of a figure into lines that fit, between words where it can and within one where it must.</summary>
internal static class LineBreaks
{
    private const string Ellipsis = "…";

    /// <param name="text">As one line.</param>
    /// <param name="fontSize">In the plot's pixels, 96 to the inch.</param>
    /// <param name="width">Of the place for it, in the same pixels.</param>
    /// <param name="most">Further lines are cut off with an ellipsis.</param>
    public static string Fit(string text, float fontSize, double width, int most)
    {
        using var font = new SKFont(FigureFont.Regular, fontSize);
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, font, width)))
        {
            if (line.Length > 0 && font.MeasureText($"{line} {word}") > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            if (line.Length > 0) line.Append(' ');
            line.Append(word);
        }

        if (line.Length > 0) lines.Add(line.ToString());
        return string.Join('\n', lines.Count <= most ? lines : [.. lines.Take(most - 1), Shortened(lines[most - 1], font, width)]);
    }

    private static IEnumerable<string> Pieces(string word, SKFont font, double width)
    {
        while (word.Length > 1 && font.MeasureText(word) > width)
        {
            var length = word.Length - 1;
            while (length > 1 && font.MeasureText(word.AsSpan(0, length)) > width) length--;
            if (char.IsHighSurrogate(word[length - 1])) length = Math.Max(length - 1, 2);
            yield return word[..length];
            word = word[length..];
        }

        if (word.Length > 0) yield return word;
    }

    private static string Shortened(string line, SKFont font, double width)
    {
        while (line.Length > 1 && font.MeasureText(line + Ellipsis) > width) line = line[..^1];
        return line.TrimEnd() + Ellipsis;
    }
}
