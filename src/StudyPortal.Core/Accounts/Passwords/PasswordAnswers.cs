namespace StudyPortal.Core.Accounts;

public static class PasswordAnswers
{
    /// <summary>For the person who gave it; null when it was right.</summary>
    public static string? Refusal(this PasswordAnswer answer) => answer switch
    {
        PasswordAnswer.Right => null,
        PasswordAnswer.Wrong => "That is not your password.",
        PasswordAnswer.Locked => "Too many wrong passwords or codes. Wait ten minutes, then try again.",
        _ => "This account has no password here, and so no second factor.",
    };
}
