using System.Globalization;
using System.Resources;

namespace StudyPortal.Core.Studies.Reminders;

/// <summary>The sentences of letters in one language; English where there is no other.</summary>
internal sealed class LetterTexts(string language)
{
    private static readonly ResourceManager All = new("StudyPortal.Core.Studies.Reminders.LetterTexts", typeof(LetterTexts).Assembly);

    /// <exception cref="InvalidOperationException">There is no such text.</exception>
    public string Of(string name, params object[] values)
    {
        var text = All.GetString(name, CultureInfo.GetCultureInfo(language)) ?? throw new InvalidOperationException($"There is no text '{name}'.");
        return string.Format(CultureInfo.InvariantCulture, text, values);
    }
}
