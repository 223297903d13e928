using System.Globalization;
using System.Resources;

namespace StudyPortal.Core.Accounts;

/// <summary>Why something about an account was refused, in the language of the thread: for the person who asked.</summary>
internal static class AccountSentences
{
    private static readonly ResourceManager All = new("StudyPortal.Core.Accounts.AccountSentences", typeof(AccountSentences).Assembly);

    /// <exception cref="InvalidOperationException">There is no such sentence.</exception>
    public static string Of(string name, params object[] values)
    {
        var text = All.GetString(name, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"There is no sentence '{name}'.");
        return string.Format(CultureInfo.InvariantCulture, text, values);
    }
}
