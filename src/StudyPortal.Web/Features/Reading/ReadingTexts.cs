using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.Json;

namespace StudyPortal.Web.Features.Reading;

/// <summary>What a reader reads, in his language: English or German, as his browser asks or as he chose.</summary>
internal static class ReadingTexts
{
    private static readonly ResourceManager OfPages = new("StudyPortal.Web.Features.Reading.ReadingTexts", typeof(ReadingTexts).Assembly);
    private static readonly ResourceManager OfRoom = new("StudyPortal.Web.Features.Reading.RoomSentences", typeof(ReadingTexts).Assembly);

    public static IReadOnlyList<string> Languages { get; } = ["en", "de"];

    /// <summary>Of the thread; for the <c>lang</c> of what is written with these texts.</summary>
    public static string Language => Languages.Contains(CultureInfo.CurrentUICulture.Name) ? CultureInfo.CurrentUICulture.Name : Languages[0];

    /// <summary>The language that is not spoken now.</summary>
    public static string OtherLanguage => Languages.First(language => language != Language);

    /// <exception cref="InvalidOperationException">There is no such text.</exception>
    public static string Of(string name, params object[] values) => string.Format(CultureInfo.InvariantCulture, Open(name), values);

    /// <summary>With its blanks, {0}, {1}, ..., still open.</summary>
    public static string Open(string name) => OfPages.GetString(name, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"There is no text '{name}'.");

    /// <summary>The sentences that the room says by itself, by name, as JSON.</summary>
    public static string RoomJson()
    {
        // The neutral set has every name; the language's own sentence is found one by one.
        var names = OfRoom.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!.Cast<DictionaryEntry>().Select(entry => (string)entry.Key);
        return JsonSerializer.Serialize(names.Order(StringComparer.Ordinal).ToDictionary(name => name, name => OfRoom.GetString(name, CultureInfo.CurrentUICulture)!));
    }
}
