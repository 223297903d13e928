namespace StudyPortal.Core.Accounts;

public static class PasswordAnswers
{
    /// <summary>For the person who gave it; null when it was right.</summary>
    public static string? Refusal(this PasswordAnswer answer) => answer switch
    {
        PasswordAnswer.Right => null,
        PasswordAnswer.Wrong => AccountSentences.Of("Wrong"),
        PasswordAnswer.Locked => AccountSentences.Of("Locked"),
        _ => AccountSentences.Of("NoPassword"),
    };
}
