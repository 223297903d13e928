using System.Globalization;
using System.Text;

namespace StudyPortal.Core.Reports;

/// <summary>A label as part of a file's name, and of a name in a file that knows no quotes.</summary>
internal static class PlainName
{
    /// <summary>Letters and digits stay; anything else becomes its code, so that two labels never share a name.</summary>
    public static string Of(string label)
    {
        var plain = new StringBuilder();
        foreach (var letter in label)
            if (char.IsAsciiLetterOrDigit(letter)) plain.Append(letter);
            else if (letter == ' ') plain.Append('-');
            else plain.Append(CultureInfo.InvariantCulture, $"_{(int)letter:x}");
        return plain.ToString();
    }
}
