using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace StudyPortal.Architecture.Tests;

public sealed partial class LanguageTests
{
    [Fact]
    public void Every_text_of_a_reader_is_there_in_english_and_in_german_with_the_same_blanks()
    {
        var english = Repository.Sources("src", ".resx").Where(path => !path.EndsWith(".de.resx", StringComparison.Ordinal)).ToList();

        Assert.Equal(5, english.Count);
        Assert.All(english, path => Assert.Equal(TextsIn(path), TextsIn(Path.ChangeExtension(path, ".de.resx"))));
    }

    /// <summary>The name of each text with the blanks that it has.</summary>
    private static IReadOnlyList<string> TextsIn(string path) => [.. XDocument.Load(path).Root!.Elements("data")
        .Select(text => $"{text.Attribute("name")!.Value} {string.Join(' ', Blank().Matches(text.Value).Select(blank => blank.Value).Distinct().Order(StringComparer.Ordinal))}")
        .Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Blank();
}
