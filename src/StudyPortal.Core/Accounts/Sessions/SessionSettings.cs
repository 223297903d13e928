namespace StudyPortal.Core.Accounts;

/// <summary>The section <c>Sessions</c> of the settings.</summary>
public sealed class SessionSettings
{
    /// <summary>After so long without a click, a key or a page a session ends.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromHours(2);

    /// <summary>However busy, a session ends so long after its sign-in.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromHours(12);
}
