using System.Globalization;
using System.Resources;
using System.Text.Json;

namespace StudyPortal.Web.Features.Accounts;

/// <summary>What a person reads about his own account, in the language of the thread.</summary>
internal static class AccountTexts
{
    /// <summary>By the names under which the script looks for them.</summary>
    private static readonly string[] PasskeyWords = ["unknown", "often", "old", "dismissed", "held"];

    private static readonly ResourceManager All = new("StudyPortal.Web.Features.Accounts.AccountTexts", typeof(AccountTexts).Assembly);

    /// <exception cref="InvalidOperationException">There is no such text.</exception>
    public static string Of(string name, params object[] values) => string.Format(CultureInfo.InvariantCulture, In(CultureInfo.CurrentUICulture, name), values);

    /// <summary>Null where the name, which comes from outside, has no text.</summary>
    public static string? Find(string name) => All.GetString(name, CultureInfo.CurrentUICulture);

    /// <summary>What the script of passkeys says by itself, as JSON, in the language of the page it stands on.</summary>
    public static string PasskeyJson(string language) =>
        JsonSerializer.Serialize(PasskeyWords.ToDictionary(name => name, name => In(CultureInfo.GetCultureInfo(language), $"Passkey-{name}")));

    private static string In(CultureInfo culture, string name) => All.GetString(name, culture) ?? throw new InvalidOperationException($"There is no text '{name}'.");
}
