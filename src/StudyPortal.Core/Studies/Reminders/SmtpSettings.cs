using System.ComponentModel.DataAnnotations;

namespace StudyPortal.Core.Studies.Reminders;

/// <summary>The <c>Smtp</c> section of the configuration; without a host the portal sends no mail.</summary>
public sealed class SmtpSettings
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>Empty where the server asks for no sign-in.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    public bool IsConfigured => Host.Length > 0;

    /// <summary>What is wrong with a section that names a host.</summary>
    public IEnumerable<string> Problems()
    {
        if (!IsConfigured) yield break;
        if (Port is < 1 or > 65535) yield return $"Smtp:Port is {Port}; it must be 1 to 65535.";
        if (!new EmailAddressAttribute().IsValid(From)) yield return $"Smtp:From is '{From}'; it must be the e-mail address that reminders come from.";
        if (User.Length > 0 && Security == SmtpSecurity.None) yield return "Smtp:Security is none, which would send Smtp:Password in the clear; choose starttls or tls.";
    }
}

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    None,

    /// <summary>Begins in the clear and is encrypted before anything is said; refused where the server cannot.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,
}
