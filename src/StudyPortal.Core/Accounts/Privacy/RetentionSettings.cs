namespace StudyPortal.Core.Accounts;

/// <summary>The section Retention of the settings: how long what is of no more use is kept. 0 keeps it.</summary>
public sealed class RetentionSettings
{
    /// <summary>Days after which an invitation that was used, withdrawn or has expired is deleted with its address.</summary>
    public int InvitationDays { get; set; } = 90;

    /// <summary>Days after which the address that a reminder went to is deleted; that there was one stays.</summary>
    public int ReminderAddressDays { get; set; } = 90;
}
