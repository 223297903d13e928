using System.Globalization;

namespace StudyPortal.Core.Studies.Forms;

/// <summary>The keys by which a question is answered.</summary>
public static class QuestionKeys
{
    private const string Letters = "bcdghjkmsu";

    /// <summary>The digits 1 to 9 and ten letters that no command has.</summary>
    public const int Most = 19;

    /// <summary>What the reading room itself does by a key; no answer can have it. With the viewer's commands.</summary>
    public static IReadOnlyList<string> OfTheRoom { get; } = ["x", "n", "q", "o", "r", "a", "v", "t", "e", "p", "i", "w", "f", "l", "z", "y", "[", "]", "+", "-", "?", " "];

    internal static int MostLetters => Letters.Length;

    internal static string Usual(int number) => number <= 9 ? number.ToString(CultureInfo.InvariantCulture) : Letter(number - 10);

    /// <param name="index">From 0.</param>
    internal static string Letter(int index) => Letters.Substring(index, 1);

    internal static IEnumerable<string> Problems(IReadOnlyList<string> keys, int options)
    {
        if (keys.Count != options) yield return $"Give a key for each of the {options} answers, or none at all.";
        foreach (var key in keys.Where(key => key.Length != 1 || char.IsWhiteSpace(key[0]) || char.IsUpper(key[0]) || OfTheRoom.Contains(key)))
            yield return $"The key '{key}' cannot be used: an answer has one small letter, digit or sign that the reading room does not use itself ({string.Join(' ', OfTheRoom)}).";
        if (keys.Distinct().Count() < keys.Count) yield return "Two answers of a question have the same key.";
    }
}
