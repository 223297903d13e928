using Microsoft.AspNetCore.Identity;

namespace StudyPortal.Core.Accounts;

/// <summary>What a new password must not be: too short or long, made of the person's or the portal's name, or easily guessed.</summary>
/// <remarks>Guesses are estimated by zxcvbn, which holds lists of the commonest leaked passwords, words and names and knows patterns made of them; it asks nobody outside.</remarks>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    private const string Portal = "studyportal";

    /// <summary>zxcvbn's third of the steps 0 to 4: some 10^10 guesses.</summary>
    private const int LeastScore = 3;

    /// <summary>The estimate takes much longer for longer ones, and what begins so well ends well.</summary>
    private const int EstimatedLength = 64;

    /// <summary>Shorter parts of a name stand in too many other words.</summary>
    private const int ShortestName = 4;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(ReasonAgainst(user, password ?? "") is { } reason
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = reason })
            : IdentityResult.Success);

    private static string? ReasonAgainst(Account user, string password)
    {
        var length = AccountPassword.LengthOf(password);
        if (length < AccountPassword.MinimumLength)
            return AccountSentences.Of("TooShort", AccountPassword.MinimumLength, length);
        if (length > AccountPassword.MaximumLength)
            return AccountSentences.Of("TooLong", AccountPassword.MaximumLength, length);
        string[] names = [.. NamesOf(user), Portal];
        if (names.Any(name => password.Contains(name, StringComparison.OrdinalIgnoreCase)))
            return AccountSentences.Of("HoldsName");
        var estimated = password.Length > EstimatedLength ? password[..EstimatedLength] : password;
        return Zxcvbn.Zxcvbn.MatchPassword(estimated, names).Score < LeastScore
            ? AccountSentences.Of("Guessed")
            : null;
    }

    private static IEnumerable<string> NamesOf(Account user) =>
        $"{user.DisplayName} {user.Email?.Split('@')[0]}".Split([' ', '.', '-', '_', '+', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Length >= ShortestName);
}
