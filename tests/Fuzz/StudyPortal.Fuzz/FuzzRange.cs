using System.Globalization;

namespace StudyPortal.Fuzz;

/// <summary>Mutations in a row; a number always means the same damage for the same seed and formats.</summary>
internal sealed record FuzzRange(int Seed, string Formats, int First, int Count)
{
    /// <summary>The words after "work", from which <see cref="Parse"/> makes the same range.</summary>
    public string[] Words => [Seed.ToString(CultureInfo.InvariantCulture), Formats, First.ToString(CultureInfo.InvariantCulture), Count.ToString(CultureInfo.InvariantCulture)];

    public static FuzzRange Parse(ReadOnlySpan<string> words) => new(Number(words[0]), words[1], Number(words[2]), Number(words[3]));

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
